/* What stands for a person where there is no portrait: the family name in Chinese characters, else
 * the first Hangul syllable, else the first letter.
 *
 * Names in Chinese characters begin with the family name, which is one character but for the few
 * compound ones below; a name of two characters has a family name of one. */
#include "base/utf8.h"
#include "compose/env.h"

enum script { OTHER, HAN, HANGUL, LETTER };

/* Traditional, then simplified where it differs; those of living people in China and Korea. */
static const char *const compound_names[] = {
    "歐陽",
    "欧阳",
    "司馬",
    "司马",
    "諸葛",
    "诸葛",
    "上官",
    "夏侯",
    "東方",
    "东方",
    "皇甫",
    "尉遲",
    "尉迟",
    "公孫",
    "公孙",
    "慕容",
    "司徒",
    "司空",
    "令狐",
    "長孫",
    "长孙",
    "宇文",
    "鮮于",
    "鲜于",
    "獨孤",
    "独孤",
    "南宮",
    "南宫",
    "西門",
    "西门",
    "端木",
    "百里",
    "呼延",
    "鍾離",
    "钟离",
    "淳于",
    "申屠",
    "濮陽",
    "濮阳",
    "拓跋",
    "太史",
    "軒轅",
    "轩辕",
};

static enum script
script_of(int32_t code)
{
    if ((code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF)
        || (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF))
        return HAN;
    if (code >= 0xAC00 && code <= 0xD7A3)
        return HANGUL;
    bool ascii = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return ascii || (code >= 0xC0 && code < 0x2000) ? LETTER : OTHER;
}

/* The first character of `text` that is of `script`; empty: it has none. */
static struct bb_str
first_of(struct bb_str text, enum script script)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (script_of(bb_utf8_next(text, &at)) == script)
            return (struct bb_str){text.ptr + from, at - from};
    }
    return (struct bb_str){"", 0};
}

static struct bb_str
family_name(struct bb_str name)
{
    for (size_t i = 0; i < sizeof compound_names / sizeof *compound_names; i++) {
        size_t len = strlen(compound_names[i]);
        if (name.len > len && memcmp(name.ptr, compound_names[i], len) == 0)
            return (struct bb_str){name.ptr, len};
    }
    return first_of(name, HAN);
}

/* The form in a language that begins in Chinese characters, or NULL. */
static const struct bb_form *
han_form(const struct bb_value *name, const char *language)
{
    const struct bb_form *form = bb_value_form(name, language);
    size_t at = 0;
    return form && form->text.len > 0 && script_of(bb_utf8_next(form->text, &at)) == HAN ? form
                                                                                         : NULL;
}

struct bb_form
bb_compose_initial(const struct bb_value *name)
{
    static const char *const han_languages[] = {"zh-Hant", "zh-Hans", "ja"};
    static const enum script others[] = {HANGUL, LETTER, HAN};
    for (size_t i = 0; i < sizeof han_languages / sizeof *han_languages; i++) {
        const struct bb_form *form = han_form(name, han_languages[i]);
        if (form)
            return (struct bb_form){.language = form->language,
                .text = family_name(form->text),
                .origin = form->origin};
    }
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        for (size_t i = 0; i < name->as.text.nforms; i++) {
            const struct bb_form *form = &name->as.text.forms[i];
            struct bb_str text = first_of(form->text, others[k]);
            if (text.len > 0)
                return (struct bb_form){
                    .language = form->language, .text = text, .origin = form->origin};
        }
    return (struct bb_form){0};
}
