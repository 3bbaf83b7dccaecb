// Package furniture tells the furniture of a site — navigation, tools, imprint — from the content of its pages by
// its words, which stand in seeds/page_words.tsv. What the elements of a page tell of it is for the reader of pages.
package furniture
