"""How Sphinx builds the site: `make site`. Nothing is run here, and no page asks for a network."""

from importlib.metadata import version as version_of

from sphinx.util.inspect import signature, stringify_signature

project = "segmetrics-lab"
html_title = "Judging a segmentation model"
author = "The segmetrics-lab authors"
copyright = author  # noqa: A001 (Sphinx wants this name)
version = release = version_of("segmetrics-lab")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "tools.site.words",
]
templates_path = ["_templates"]
exclude_patterns = ["_templates"]

# Notebooks come with their outputs.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, str] = {}  # our widgets need no widget manager
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
nb_merge_streams = True
myst_enable_extensions = ["attrs_inline", "html_image"]
myst_heading_anchors = 3

# A part shows what its __all__ lists, in whatever module it stands.
autosummary_ignore_module_all = False
autosummary_imported_members = True
autosummary_context = {"too_long_to_show": ["CATALOGUE"]}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "logo": {"text": "segmetrics-lab"},
    "navbar_align": "left",
    "navbar_center": ["navbar-nav"],
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 8,
    "secondary_sidebar_items": {"**": ["page-toc"], "index": []},
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {page: [] for page in ("index", "map", "glossary", "cheat_sheet")}
html_static_path = ["_static"]
html_favicon = "_static/icon.svg"
html_context = {"default_mode": "auto"}
html_css_files = ["segmetrics.css", "site.css"]
html_js_files = [("words.js", {"defer": "defer"}), ("site.js", {"defer": "defer"})]
html_extra_path = ["cheat_sheet.pdf"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False

IN_PLACE_OF = {
    ' aria-label="Toggle hidden content"': "",  # it would hide the words of a folded cell from screen readers
    '<th class="head"><p></p></th>': "<td></td>",  # the corner of a table is no heading
}
"""What the pages have in the place of what MyST-NB and docutils write."""


def with_widgets(app, pagename, templatename, context, doctree):
    """A page that has a widget gets the script of the widgets, and every page what is better in the place of HTML."""
    body = context.get("body", "")
    if "data-widget=" in body:
        app.add_js_file("segmetrics.js", defer="defer")
    for written, better in IN_PLACE_OF.items():
        body = body.replace(written, better)
    context["body"] = body


def without_words_of_its_type(app, what, name, obj, options, lines):
    """A constant has no docstring, and what Python says of its type describes nothing."""
    if what == "data":
        lines.clear()


def as_the_class_is_called(app, what, name, obj, options, shown, returned):
    """A widget is called with the arguments of its own __init__; Sphinx finds those of its base class instead."""
    if what == "class" and "__init__" in vars(obj):
        return stringify_signature(
            signature(obj.__init__, bound_method=True), show_return_annotation=False, unqualified_typehints=True
        ), None
    return None


def setup(app):
    """Called by Sphinx."""
    app.connect("html-page-context", with_widgets)
    app.connect("autodoc-process-docstring", without_words_of_its_type)
    app.connect("autodoc-process-signature", as_the_class_is_called)
