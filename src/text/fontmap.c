/* A PangoFontMap of our own.
 *
 * Pango's stock map for fontconfig (PangoFT2, which findings.md starts from) lost on three counts,
 * measured on Pango 1.50: its initialiser always starts a thread that runs FcInit on the system's
 * whole configuration (25-37 M instructions) even when it has been given another one; each pair of
 * family list and size starts two more threads that sort all fonts; and what it falls back to is
 * fontconfig's choice, where T22 wants an error. Threads are also what a worker under a sandbox
 * must not need.
 *
 * Pango's classes are made to be derived from. This map answers pango_itemize with one placeholder
 * font (fallback is switched off by an attribute), so that Pango divides the text by direction and
 * script; shape.c then picks the faces and has pango_shape_item work on them. */
#include "text/fontmap.h"

struct font {
    PangoFont parent;
    hb_font_t *hb;
};

struct fontset {
    PangoFontset parent;
};

struct fontmap {
    PangoFontMap parent;
    PangoFont *placeholder;
    PangoFontset *fontset;
};

struct font_class {
    PangoFontClass parent;
};

struct fontset_class {
    PangoFontsetClass parent;
};

struct fontmap_class {
    PangoFontMapClass parent;
};

/* The macro's names follow GObject's customs: typedefs are what it needs. */
typedef struct font BbFont;
typedef struct font_class BbFontClass;
typedef struct fontset BbFontset;
typedef struct fontset_class BbFontsetClass;
typedef struct fontmap BbFontMap;
typedef struct fontmap_class BbFontMapClass;

static GType bb_font_get_type(void);
static GType bb_fontset_get_type(void);
static GType bb_font_map_get_type(void);

G_DEFINE_TYPE(BbFont, bb_font, PANGO_TYPE_FONT)
G_DEFINE_TYPE(BbFontset, bb_fontset, PANGO_TYPE_FONTSET)
G_DEFINE_TYPE(BbFontMap, bb_font_map, PANGO_TYPE_FONT_MAP)

/* --- font ------------------------------------------------------------------------------------- */

static PangoFontDescription *
font_describe(PangoFont *font)
{
    (void)font;
    return pango_font_description_new();
}

static hb_font_t *
font_create_hb(PangoFont *font)
{
    return hb_font_reference(((BbFont *)font)->hb);
}

/* Asked for unknown glyphs only, which shape.c keeps away from Pango. */
static void
font_extents(PangoFont *font, PangoGlyph glyph, PangoRectangle *ink, PangoRectangle *logical)
{
    (void)font;
    (void)glyph;
    if (ink)
        *ink = (PangoRectangle){0};
    if (logical)
        *logical = (PangoRectangle){0};
}

static void
font_finalize(GObject *object)
{
    hb_font_destroy(((BbFont *)object)->hb);
    G_OBJECT_CLASS(bb_font_parent_class)->finalize(object);
}

static void
bb_font_class_init(BbFontClass *class)
{
    G_OBJECT_CLASS(class)->finalize = font_finalize;
    class->parent.describe = font_describe;
    class->parent.get_glyph_extents = font_extents;
    class->parent.create_hb_font = font_create_hb;
}

static void
bb_font_init(BbFont *font)
{
    font->hb = NULL;
}

PangoFont *
bb_fontmap_wrap(hb_font_t *hb)
{
    BbFont *font = g_object_new(bb_font_get_type(), NULL);
    font->hb = hb_font_reference(hb);
    return &font->parent;
}

/* --- font set --------------------------------------------------------------------------------- */

/* pango_itemize hangs a cache on the set; with fallback off it asks nothing of it. */
static void
bb_fontset_class_init(BbFontsetClass *class)
{
    (void)class;
}

static void
bb_fontset_init(BbFontset *set)
{
    (void)set;
}

/* --- font map --------------------------------------------------------------------------------- */

static PangoFont *
map_load_font(PangoFontMap *map, PangoContext *context, const PangoFontDescription *description)
{
    (void)context;
    (void)description;
    return g_object_ref(((BbFontMap *)map)->placeholder);
}

static PangoFontset *
map_load_fontset(PangoFontMap *map, PangoContext *context, const PangoFontDescription *description,
    PangoLanguage *language)
{
    (void)context;
    (void)description;
    (void)language;
    return g_object_ref(((BbFontMap *)map)->fontset);
}

static void
map_finalize(GObject *object)
{
    BbFontMap *map = (BbFontMap *)object;
    g_object_unref(map->placeholder);
    g_object_unref(map->fontset);
    G_OBJECT_CLASS(bb_font_map_parent_class)->finalize(object);
}

static void
bb_font_map_class_init(BbFontMapClass *class)
{
    G_OBJECT_CLASS(class)->finalize = map_finalize;
    class->parent.load_font = map_load_font;
    class->parent.load_fontset = map_load_fontset;
}

static void
bb_font_map_init(BbFontMap *map)
{
    map->placeholder = bb_fontmap_wrap(hb_font_get_empty());
    map->fontset = g_object_new(bb_fontset_get_type(), NULL);
}

PangoFontMap *
bb_fontmap_create(void)
{
    return g_object_new(bb_font_map_get_type(), NULL);
}
