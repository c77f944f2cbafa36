/* What is done to inlines once all of them are there. */
#include "compose/env.h"

static bool
separates(const struct bb_inline *item)
{
    return item->kind == BB_INLINE_GAP || item->kind == BB_INLINE_BREAK;
}

/* References to nothing go with the text before them, then gaps and breaks that part nothing. */
void
bb_inlines_settle(struct bb_compose *compose, struct bb_inlines *inlines)
{
    size_t len = 0;
    inlines->refers = false;
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_inline *item = &inlines->at[i];
        if (item->kind == BB_INLINE_PAGE) {
            if (!bb_anchor_exists(compose, item->target)) {
                if (len > 0 && inlines->at[len - 1].between)
                    len--;
                continue;
            }
            inlines->refers = true;
        }
        if (item->between && (len == 0 || inlines->at[len - 1].kind != BB_INLINE_PAGE))
            continue;
        if (item->kind == BB_INLINE_TEXT && item->text.len == 0)
            continue;
        if (separates(item) && len == 0)
            continue;
        if (separates(item) && separates(&inlines->at[len - 1])) {
            inlines->at[len - 1].parts |= item->parts;
            if (item->kind == BB_INLINE_BREAK)
                inlines->at[len - 1] = *item;
            continue;
        }
        inlines->at[len++] = *item;
    }
    while (len > 0 && separates(&inlines->at[len - 1]))
        len--;
    inlines->len = len;
}

struct bb_str
bb_inlines_text(struct bb_arena *arena, const struct bb_inlines *inlines)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_inline *item = &inlines->at[i];
        if (item->kind == BB_INLINE_TEXT)
            bb_buf_append_str(&buf, item->text);
        else if (separates(item))
            bb_buf_append_char(&buf, ' ');
    }
    struct bb_str text = bb_arena_str(arena, bb_buf_str(&buf));
    bb_buf_finish(&buf);
    return text;
}

const char *
bb_inlines_language(const struct bb_inlines *inlines)
{
    const char *language = NULL;
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_inline *item = &inlines->at[i];
        if (item->kind != BB_INLINE_TEXT || bb_str_trim(item->text).len == 0)
            continue;
        if (language && strcmp(language, item->language) != 0)
            return NULL;
        language = item->language;
    }
    return language;
}
