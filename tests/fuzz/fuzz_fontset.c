/* Any bytes as a font, of which a document wants some glyphs. Besides not crashing, a subset that
 * is made is one that can be read: its glyphs keep their order, and a CID-keyed table has as many as
 * are told, without subroutines, under the CIDs that are told. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fontset/cff.h"
#include "fontset/fontset.h"
#include "fuzz.h"

enum { GLYPHS = 40 };

static void
require(bool holds)
{
    if (!holds)
        abort();
}

/* A page of the glyphs 1 to GLYPHS of the font. */
static void
draw_glyphs(struct bb_display *display, const char *path)
{
    static struct bb_glyph glyphs[GLYPHS];
    for (uint32_t i = 0; i < GLYPHS; i++)
        glyphs[i].id = i + 1;
    struct bb_page *page = bb_display_add_page(display, BB_PT(100), BB_PT(100));
    struct bb_item item = {.kind = BB_ITEM_RUN};
    item.as.run = (struct bb_run){.glyphs = glyphs, .nglyphs = GLYPHS};
    item.as.run.face = bb_display_add_face(display, path, 0, NULL);
    bb_page_add(display, page, item);
}

static void
check_table(struct bb_arena *arena, const struct bb_fontset_face *face)
{
    struct bb_font_file file = {.fd = -1, .bytes = face->program};
    struct bb_cff cff;
    uint16_t *cids = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    require(bb_cff_open(&cff, arena, &file, face->program));
    require(cff.glyphs.count == face->nglyphs && cff.subrs.count == 0);
    uint32_t *ids = BB_NEW_ARRAY(arena, uint32_t, face->nglyphs);
    for (uint32_t i = 0; i < face->nglyphs; i++)
        ids[i] = i;
    require(bb_cff_find_cids(&cff, ids, face->nglyphs, cids));
    require(memcmp(cids, face->cids, face->nglyphs * sizeof *cids) == 0);
}

static void
check_face(struct bb_arena *arena, const struct bb_fontset_face *face)
{
    for (size_t i = 1; i < face->nglyphs; i++)
        require(face->old_ids[i] > face->old_ids[i - 1]);
    for (int boxed = 0; boxed < 2; boxed++) {
        size_t len;
        uint8_t *font = bb_fontset_copy_font(face, boxed, &len);
        require(len >= face->program.len);
        free(font);
    }
    if (face->cids)
        check_table(arena, face);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_display display;
    char path[64];
    int fd = memfd_create("font", MFD_CLOEXEC);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    bb_arena_init(&arena);
    bb_sources_init(&sources, &arena);
    bb_diag_init(&diag, &arena, &sources);
    bb_display_init(&display, &arena);
    draw_glyphs(&display, path);
    struct bb_fontset *set = bb_fontset_create(&display, NULL, &diag);
    require(set ? diag.entries.len == 0 : diag.entries.len == 1);
    if (set)
        check_face(&arena, bb_fontset_lookup(set, 0));
    bb_fontset_destroy(set);
    bb_arena_finish(&arena);
    close(fd);
    return 0;
}
