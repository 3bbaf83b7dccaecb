// Package charset turns the bytes of a source into text: UTF-8, UTF-16, GB18030 (with GBK and GB2312, its parts) and
// Big5 are told by their content, as what a source says of itself is often wrong.
//
// Read refuses text in an encoding that is not read; Decode takes anything, and says what it could not take. Both
// write the radicals and compatibility characters that PDF files leave as the ideographs that they look like.
package charset
