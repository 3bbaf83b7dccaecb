// Package number reads numbers with their units out of Chinese text, exactly: 21.5亿元 is 2150000000 元. It knows the
// writings of numbers and the units that it is given, and nothing of what the text is about.
//
// These writings are read:
//
//	digits              1234  １２３４  1,234  1，234，567  21.5  .5  2e5  40k
//	numerals            三十二  两百  一百零五  壹佰  两千四百五 (2450)  三点五亿
//	digits by place     二〇二一                                       form Digits
//	powers              3万4千  18.5万亿  一万五千亿  5亿3千4百万  1个亿
//	more than           20余家  30多家  十几个  一百来人               More
//	a bare power        近千家  百余户
//	units               130万平方米  518 列  5.5km  一千瓦  2万千瓦  37万余条次
//	compound units      120元/人·天  35微克/立方米  6.5张/千人          kind Per
//	parts of a unit     50元6角3分  两米半  两个半小时  一米八五
//	rates               29%  百分之三十  千分之三  1.2个百分点 (never %)
//	tenths              七成  七成六  八点五折                         form Tenths
//	fractions           三分之二  1/3  3又二分之一                     Fraction, where no decimal is exact
//	signs               -3.2%  负3%  零下5℃, but not 减负5亿元
//	about               两三个  七八百人  十七八条                      Range and About
//	ranges              20-30家  3至5个  80%—90%  20-30万元  第3至5名   Range, Max
//	ordinals            第十  第3季度                                  form Ordinal
//	amounts             ￥300  $20
//
// Some writings give no value, but are still found, so that none is passed over in silence: 几十个 and 三四线 name no
// number (form Vague), 1.2.3 is none (Serial), and 1，234个, 1 234个, 12. 5%, 25万6, 三到五百人, 十二块五一斤 and 三百五个 can be
// read in two ways (Unsure). A number of more than 100 digits counts nothing (Long); like all others it is found whole, and in
// time that grows with its length alone.
//
// Values are decimals of any length; no float is ever made. Units are never converted: 5千瓦 are 5 千瓦.
package number
