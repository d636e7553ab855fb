"""How Sphinx builds these pages and the reference of the library: `make docs`, without a network."""

from importlib.metadata import version as version_of

from sphinx.util.inspect import signature, stringify_signature

project = "segmetrics-lab"
author = "The segmetrics-lab authors"
copyright = author  # noqa: A001 (Sphinx wants this name)
version = release = version_of("segmetrics-lab")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
templates_path = ["_templates"]

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
html_theme_options = {"logo": {"text": "segmetrics-lab"}, "navbar_center": ["navbar-nav"]}
html_sidebars = {page: [] for page in ("index", "widgets", "effects", "conventions", "styles")}
html_copy_source = False
html_show_sourcelink = False


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
    app.connect("autodoc-process-docstring", without_words_of_its_type)
    app.connect("autodoc-process-signature", as_the_class_is_called)
