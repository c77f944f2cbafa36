/* Which glyphs of a run stand for which text. */
#include "backend_clusters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "backend/cluster.h"
#include "rendering.h"

void
test_clusters(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text;
        uint32_t values[6]; /* of the glyphs, visual order; ended by 99 */
        bool rtl;
        const char *expected; /* "glyph+count=text;" per cluster */
    } rows[] = {
        {"abc", {0, 1, 2, 99}, false, "0+1=a;1+1=b;2+1=c;"},
        {"fi!", {0, 2, 99}, false, "0+1=fi;1+1=!;"},
        {"ab", {0, 0, 1, 99}, false, "0+2=a;2+1=b;"},
        {"xab", {1, 2, 99}, false, "0+1=xa;1+1=b;"},    /* text before the first glyph's */
        {"abc", {0, 2, 1, 99}, false, "0+1=ab;1+2=c;"}, /* an order that is broken */
        {"שלו", {4, 2, 0, 99}, true, "0+1=ו;1+1=ל;2+1=ש;"},
        {"a\xe2\x80\x8b\x62", {0, 4, 99}, false, "0+1=a;1+1=b;"},      /* U+200B */
        {"a\xc2\xa0\x62", {0, 1, 3, 99}, false, "0+1=a;1+1= ;2+1=b;"}, /* U+00A0 */
        {"\xe1\x84\x92\xe1\x86\x9e\xe1\x86\xab", {0, 0, 0, 99}, false,
            "0+1=\xe1\x84\x92;1+1=\xe1\x86\x9e;2+1=\xe1\x86\xab;"}, /* jamo by jamo */
        {"\xe1\x84\x92\xe1\x86\x9e", {0, 99}, false, "0+1=\xe1\x84\x92\xe1\x86\x9e;"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bb_glyph glyphs[6] = {0};
        struct bb_run run = {
            .glyphs = glyphs, .text = bb_str_from(rows[i].text), .rtl = rows[i].rtl};
        while (rows[i].values[run.nglyphs] != 99) {
            glyphs[run.nglyphs].cluster = rows[i].values[run.nglyphs];
            run.nglyphs++;
        }
        struct bb_cluster *clusters;
        size_t len = bb_cluster_split(&f->drawing.arena, &run, &clusters);
        struct bb_buf out;
        bb_buf_init(&out, 0);
        for (size_t k = 0; k < len; k++)
            bb_buf_printf(&out, "%u+%u=%.*s;", clusters[k].glyph, clusters[k].nglyphs,
                BB_STR_ARG(clusters[k].text));
        assert_string_equal(out.ptr, rows[i].expected);
        bb_buf_finish(&out);
    }
}

/* What the glyphs of a cluster stand for alone. */
void
test_parts_of_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t nglyphs;
        int32_t parts[3];
    } rows[] = {
        {"\xeb\x9e\x8f\xe3\x80\xae", 2, {0x302e, 0xb78f}}, /* 랏 with its tone mark */
        {"\xe1\x84\x92\xe1\x86\x9e\xe3\x80\xaf", 3, {0x302f, 0x1112, 0x119e}},
        {"\xeb\x9e\x8f\xe3\x80\xae", 3, {-1, -1, -1}},
        {"7", 2, {'7', ' '}}, /* with the blank beside it */
        {"\xe9\x95\xbf", 2, {0x957f, ' '}},
        {"\xc3\xa9", 2, {-1, -1}}, /* é of two glyphs */
        {"ab", 2, {-1, -1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bb_cluster cluster = {.nglyphs = rows[i].nglyphs, .text = bb_str_from(rows[i].text)};
        for (uint32_t k = 0; k < rows[i].nglyphs; k++)
            assert_int_equal(bb_cluster_part(&cluster, k), rows[i].parts[k]);
    }
}
