// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

/// Names for the tests of what looks alike. What tells the two apart is named where no eye can see it.
namespace Chalkwire::Test {

struct LookAlike
{
    QStringView name;
    QStringView imitation;
};

inline constexpr LookAlike kLookAlikes[] = {
    // ASCII: l I 1, o O 0, rn m
    {u"paul", u"pauI"},
    {u"paul", u"pau1"},
    {u"paul", u"PauI"},
    {u"Ian", u"lan"},
    {u"Ian", u"1an"},
    {u"lisa", u"Iisa"},
    {u"ilana", u"IIana"},
    {u"Lill", u"lilI"},
    {u"Willi", u"WiIIi"},
    {u"Otto", u"0tto"},
    {u"bob", u"b0b"},
    {u"MARIO", u"MARI0"},
    {u"marnie", u"mamie"},
    {u"carmen", u"carrnen"},
    {u"Tom", u"Torn"},
    {u"Mia", u"rnia"},
    {u"lab-1", u"lab-l"},
    {u"lab-1", u"lab-I"},
    {u"team-10", u"team-1O"},
    {u"team-10", u"team-lo"},
    {u"group-11", u"group-II"},
    {u"anna1", u"annal"},
    // Other Latin letters
    {u"ana", u"\u0251na"},                    // Latin alpha
    {u"gina", u"\u0261ina"},                  // script g
    {u"Silvia", u"S\u0131lvia"},              // i without a dot
    {u"\u0218tefan", u"\u015etefan"},         // a comma and a cedilla below
    {u"Eva\u0115", u"Eva\u011b"},             // a breve and a caron
    {u"\u0110or\u0111e", u"\u00d0or\u0111e"}, // D with a stroke, Eth
    {u"b\u0153uf", u"boeuf"},
    // One letter of another script
    {u"ana", u"\u0430na"},
    {u"peter", u"p\u0435ter"},
    {u"Maria", u"M\u0430ria"},
    {u"olga", u"\u043elga"},
    {u"john", u"j\u03bfhn"},
    {u"Nina", u"\u039dina"},
    {u"paul", u"\u0440\u0430ul"},
    {u"Иван", u"Ивaн"}, // Latin a
    {u"Зоя", u"3оя"},   // a digit
    {u"Оля", u"0ля"},
    {u"Оля", u"0ЛЯ"},
    {u"боря", u"6оря"},
    {u"Боря", u"б0ря"},
    // All of it in another script
    {u"scope", u"ѕсоре"},
    {u"apex", u"арех"},
    {u"eye", u"еуе"},
    {u"ice", u"ісе"},
    {u"jess", u"јеѕѕ"},
    {u"pass", u"раѕѕ"},
    {u"Cox", u"Сох"},
    {u"Xepc", u"Херс"},
    {u"HEKTOP", u"НЕКТОР"},
    {u"bob", u"ВОВ"},
    {u"NINA", u"ΝΙΝΑ"},
    {u"kate", u"ΚΑΤΕ"},
    {u"ZOH", u"ΖΟΗ"},
    {u"vov", u"νον"},
    {u"hon", u"հօո"},
    {u"goo", u"ցօօ"},
    {u"DR", u"ᎠᎡ"},
    {u"ФОТО", u"ΦΟΤΟ"},
    {u"ЛАРА", u"ΛΑΡΑ"},
    {u"ГОА", u"ΓΟΑ"},
    // Within other scripts, and between those of East Asia
    {u"カロ", u"力口"},
    {u"ニノ", u"二ノ"},
    {u"ハル", u"八ル"},
    {u"エミ", u"工ミ"},
    {u"夕子", u"タ子"},
    {u"へろ", u"ヘろ"},
    {u"戸田", u"戶田"},
    {u"晚霞", u"晩霞"},
    {u"علي", u"على"},
    {u"كريم", u"کریم"},
    {u"هدى", u"ھدى"},
    {u"רון", u"רוו"},
    {u"পিসি-৪", u"পিসি-8"},
    {u"கமலா", u"௧மலா"},
    {u"ဝင်း", u"၀င်း"},
};

/// All welcome, together.
inline constexpr QStringView kHonestNames[] = {
    u"ana",     u"anna",     u"Ana2",   u"Ana3",     u"hanna",  u"Hannah",   u"Ian",      u"Lan",  u"Alia",
    u"Alla",    u"Mia",      u"Maya",   u"Tom",      u"Tim",    u"Tomas",    u"Tomás",    u"Rene", u"René",
    u"Paul",    u"Paula",    u"Kate",   u"x2",       u"a_b",    u"a-b",      u"a.b",      u"4b",   u"Björn",
    u"Zoë",     u"François", u"José",   u"João",     u"Łukasz", u"Şeyma",    u"İpek",     u"Işık", u"Đorđe",
    u"Jiří",    u"Žofie",    u"Mátyás", u"Ștefania", u"Māra",   u"Õnne",     u"Þóra",     u"Siân", u"Nguyễn",
    u"Thị-Hoa", u"Strauß",                        // Latin
    u"Γιώργος", u"Ελένη",    u"Νίκος",  u"Μαρία", // Greek
    u"Иван",    u"Мария",    u"Марія",  u"Олена",    u"Ђорђе",  u"Зоя",      u"Юлія",     u"Катя", u"Вера",
    u"Әсел",    u"Батаа", // Cyrillic
    u"ნინო",    u"Արամ",  // Georgian, Armenian
    u"נועה",    u"דן",       u"علي",    u"ليلى",     u"محمد",   u"پریسا",
    u"زینب", // Hebrew, Arabic, Persian, Urdu
    u"प्रिया",   u"राहुल",     u"রাহুল",   u"ਸਿਮਰਨ",    u"નેહા",    u"கமலா",     u"సీత",       u"ರವಿ",   u"അമ്മു",
    u"නිමල්", // South Asia
    u"สมชาย",   u"ต้น",       u"ນາງ",    u"សុខា",      u"အောင်",   u"བསྟན",
    u"አበበ", // South East Asia, Tibet, Ethiopia
    u"小明",    u"小红",     u"王伟",   u"李娜",     u"张三",   u"陳大文",   u"小明2",    u"Li明", // Chinese
    u"さくら",  u"サクラ",   u"桜",     u"田中",     u"たなか", u"山田Taro", u"ひろしPC", u"リサ", // Japanese
    u"민준",    u"서연",     u"김철수", u"김Lee",                                                  // Korean
    u"5-А",     u"5-Б",      u"5-В",    u"5-Г",      u"5-У",    u"5-6",      u"Γ1",       u"Υ1",   // school
                                                                                                   // classes
};

} // namespace Chalkwire::Test
