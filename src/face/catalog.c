/* Font files by family and weight.
 *
 * fontconfig is used for what it does best, its caches: reading them for the two folders of Noto
 * costs 0.9 M instructions. Its matching is left alone. FcFontMatch and FcFontSort never say "no":
 * they answer with the nearest font there is, of another weight or family, slanted or emboldened
 * when need be, and that is the silent fallback that T21 and T22 forbid. A walk over the patterns
 * gives either the face asked for or nothing. Filtering with <selectfont> lost too: 1 to 2 M
 * instructions more, for a set that is walked a few times only.
 *
 * The configuration is made in memory: the default one of the system would cost 25-37 M. */
#include "face/catalog.h"

#include <fontconfig/fontconfig.h>

struct bb_catalog {
    FcConfig *config;
    BB_VEC(const FcPattern *) fonts; /* of the families asked for; owned by `config` */
};

static void
append_escaped(struct bb_buf *xml, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            bb_buf_append_text(xml, "&amp;");
            break;
        case '<':
            bb_buf_append_text(xml, "&lt;");
            break;
        case '>':
            bb_buf_append_text(xml, "&gt;");
            break;
        default:
            bb_buf_append_char(xml, *text);
        }
    }
}

/* fontconfig reads every cache folder and writes to the first that it may: the user's own stands
 * first, so that a run by root leaves the system's as it is. */
static bool
load_config(FcConfig *config, const char *const *dirs, size_t ndirs)
{
    struct bb_buf xml;
    bb_buf_init(&xml, 0);
    bb_buf_append_text(&xml, "<?xml version=\"1.0\"?><fontconfig>");
    for (size_t i = 0; i < ndirs; i++) {
        bb_buf_append_text(&xml, "<dir>");
        append_escaped(&xml, dirs[i]);
        bb_buf_append_text(&xml, "</dir>");
    }
    bb_buf_append_text(&xml,
        "<cachedir prefix=\"xdg\">fontconfig</cachedir>"
        "<cachedir>/var/cache/fontconfig</cachedir></fontconfig>");
    bool ok = FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml.ptr, FcTrue)
        && FcConfigBuildFonts(config);
    bb_buf_finish(&xml);
    return ok;
}

/* Whether one of the font's names is among `families`. */
static bool
has_family(const FcPattern *font, const char *const *families, size_t nfamilies)
{
    FcChar8 *name;
    for (int n = 0; FcPatternGetString(font, FC_FAMILY, n, &name) == FcResultMatch; n++)
        for (size_t i = 0; i < nfamilies; i++)
            if (strcmp((const char *)name, families[i]) == 0)
                return true;
    return false;
}

struct bb_catalog *
bb_catalog_create(struct bb_arena *arena, const char *const *dirs, size_t ndirs,
    const char *const *families, size_t nfamilies)
{
    FcConfig *config = FcConfigCreate();
    if (!config || !load_config(config, dirs, ndirs)) {
        if (config)
            FcConfigDestroy(config);
        return NULL;
    }
    struct bb_catalog *catalog = BB_NEW(arena, struct bb_catalog);
    catalog->config = config;
    const FcFontSet *all = FcConfigGetFonts(config, FcSetSystem); /* NULL: no font at all */
    for (int i = 0; all && i < all->nfont; i++)
        if (has_family(all->fonts[i], families, nfamilies))
            BB_VEC_PUSH(arena, &catalog->fonts, all->fonts[i]);
    return catalog;
}

void
bb_catalog_destroy(struct bb_catalog *catalog)
{
    if (catalog)
        FcConfigDestroy(catalog->config);
}

bool
bb_catalog_has_family(const struct bb_catalog *catalog, const char *family)
{
    for (size_t i = 0; i < catalog->fonts.len; i++)
        if (has_family(catalog->fonts.at[i], &family, 1))
            return true;
    return false;
}

/* Upright, of normal width, scalable outlines in a container that HarfBuzz reads. */
static bool
is_plain(const FcPattern *font)
{
    int slant = FC_SLANT_ROMAN, index = 0;
    double width = FC_WIDTH_NORMAL;
    FcChar8 *format;
    FcPatternGetInteger(font, FC_SLANT, 0, &slant);
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    FcPatternGetDouble(
        font, FC_WIDTH, 0, &width); /* left alone where a variable font has a range */
    if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) != FcResultMatch)
        return false;
    bool sfnt =
        strcmp((const char *)format, "TrueType") == 0 || strcmp((const char *)format, "CFF") == 0;
    return sfnt && slant == FC_SLANT_ROMAN && width == FC_WIDTH_NORMAL;
}

/* Named instances carry their number in the upper half of the index; the weight is set by its axis
 * instead, so that one face stands for one file. */
static bool
has_weight(const FcPattern *font, int weight, bool *variable)
{
    FcBool is_variable = FcFalse;
    FcRange *range;
    double exact;
    int index = 0;
    FcPatternGetBool(font, FC_VARIABLE, 0, &is_variable);
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    *variable = is_variable;
    if (!is_variable)
        return index <= 0xFFFF && FcPatternGetDouble(font, FC_WEIGHT, 0, &exact) == FcResultMatch
            && FcWeightToOpenTypeDouble(exact) == weight;
    double least, most;
    return FcPatternGetRange(font, FC_WEIGHT, 0, &range) == FcResultMatch
        && FcRangeGetDouble(range, &least, &most) && FcWeightToOpenTypeDouble(least) <= weight
        && weight <= FcWeightToOpenTypeDouble(most);
}

static void
describe(
    const FcPattern *font, bool variable, int weight, struct bb_arena *arena, struct bb_face *face)
{
    FcChar8 *path;
    int index = 0;
    FcPatternGetString(font, FC_FILE, 0, &path);
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    *face = (struct bb_face){
        .path = bb_arena_str(arena, bb_str_from((const char *)path)).ptr,
        .index = index & 0xFFFF,
        .variations = variable ? bb_arena_printf(arena, "wght=%d", weight).ptr : NULL,
    };
}

bool
bb_catalog_find(const struct bb_catalog *catalog, struct bb_arena *arena, const char *family,
    int weight, struct bb_face *face)
{
    const FcPattern *found = NULL;
    bool found_variable = true;
    for (size_t i = 0; i < catalog->fonts.len; i++) {
        const FcPattern *font = catalog->fonts.at[i];
        bool variable;
        if (!has_family(font, &family, 1) || !is_plain(font)
            || !has_weight(font, weight, &variable))
            continue;
        if (!found || (found_variable && !variable)) {
            found = font;
            found_variable = variable;
        }
    }
    if (found)
        describe(found, found_variable, weight, arena, face);
    return found != NULL;
}

const char *
bb_catalog_find_file(const struct bb_catalog *catalog, const char *name)
{
    for (size_t i = 0; i < catalog->fonts.len; i++) {
        FcChar8 *path;
        if (FcPatternGetString(catalog->fonts.at[i], FC_FILE, 0, &path) != FcResultMatch)
            continue;
        const char *slash = strrchr((const char *)path, '/');
        if (slash && strcmp(slash + 1, name) == 0)
            return (const char *)path;
    }
    return NULL;
}
