# Everything a learner, a lecturer or an author starts from a shell. `make help` lists it.

PYTHON ?= python3
LESSON ?=
MINUTES ?=
FROM ?=
NAMED = $(if $(LESSON),"$(LESSON)")
UPGRADE ?= --upgrade
BROWSER_OPTION = $(if $(filter none,$(BROWSER)),--no-browser)

ifeq ($(OS),Windows_NT)
$(error On Windows, use the pip lines of README.md: they do the same without make)
endif

IN_VENV = .venv/bin/python
FORM = .venv/bin/check-jsonschema --quiet --builtin-schema
INSTALL = $(IN_VENV) -m pip install --quiet --disable-pip-version-check
VENV = .venv/venv.stamp
READY = .venv/lessons.stamp
READY_DEV = .venv/dev.stamp
IN_OLDEST = .venv-oldest/bin/python
READY_OLDEST = .venv-oldest/oldest.stamp
LOCK = uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
       --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet \
       pyproject.toml --group build --extra lessons

# The page is checked where there is node: authors need it, learners do not.
PAGE_CHECKS = if command -v npm > /dev/null; then $(MAKE) --no-print-directory check-page; \
              else echo "The page was not checked: that needs node (with npm)."; fi

# A user's preference for kernels outside the environment would start the lessons without the library.
unexport JUPYTER_PREFER_ENV_PATH PYTHONPATH PYTHONHOME

.PHONY: readme.png start.svg help lab fresh present test test-slow test-oldest check check-page site lines minutes alive notebooks cheat-sheet slides photographs scenes effects styles showcase bench bench-widgets bench-grading bench-lessons bench-site lock class-wheel release clean

help: ## list all targets
	@awk -F':.*## ' '/^[a-z.-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

lab: $(READY) ## open the course in JupyterLab (LESSON=03: there; BROWSER=none: without opening a browser)
	@$(IN_VENV) -m segmetrics_lab.cli lab $(NAMED) $(BROWSER_OPTION) $(LAB_OPTIONS)

fresh: $(READY) ## start a lesson (LESSON=03) or an exercise set (LESSON=ex03) anew; your old file is kept beside it
	@$(IN_VENV) -m segmetrics_lab.cli fresh $(NAMED)

present: $(READY) ## show a lesson to a class as slides (LESSON=09; MINUTES=20: the short lecture; FROM=7: from there)
	@$(IN_VENV) -m segmetrics_lab.cli present $(NAMED) $(if $(MINUTES),--minutes "$(MINUTES)") \
	    $(if $(FROM),--from "$(FROM)") $(BROWSER_OPTION) $(LAB_OPTIONS)

test: $(READY_DEV) ## run every test and every lesson
	$(IN_VENV) -m tools.alive
	$(IN_VENV) -m pytest -n 3 --dist loadfile -q

test-slow: $(READY_DEV) ## run the proofs that take longer
	$(IN_VENV) -m pytest -n 3 --dist worksteal -q -m slow

# Old versions call what newer ones call deprecated, so that this one kind of warning is not an error here.
test-oldest: $(READY_OLDEST) ## test the library with the lowest versions that pyproject.toml allows
	$(IN_OLDEST) -m jupyterlab --version
	$(IN_OLDEST) -m pytest -n 2 -q -W default::DeprecationWarning --disable-warnings \
	    --ignore tests/browser --ignore tests/tools --ignore tests/docs/test_reference.py --ignore-glob 'tests/test_*.py' \
	    --ignore tests/grading --ignore segmetrics_lab/grading --ignore-glob 'tests/cli/test_grading*.py'

check: $(READY_DEV) ## look for mistakes without running anything: style, types, layers, spelling, notebooks
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy
	.venv/bin/lint-imports
	$(IN_VENV) -m codespell_lib
	$(IN_VENV) -m vulture
	$(FORM) vendor.github-workflows .github/workflows/*.yml
	$(FORM) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(FORM) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(FORM) vendor.citation-file-format CITATION.cff
	.venv/bin/pre-commit validate-config
	.venv/bin/zizmor --offline --quiet .github
	$(IN_VENV) -m tools.count_lines --check
	$(IN_VENV) -m tools.build_notebooks --check
	@$(PAGE_CHECKS)

check-page: node_modules/page.stamp
	npx biome ci
	npx tsc -p .

site: $(READY_DEV) ## build the web site of the course in build/site (with the slides, where make slides has built them)
	@$(IN_VENV) -m tools.build_site
	@echo "Open build/site/index.html"

lines: ## count the lines of the library by part
	@$(PYTHON) -m tools.count_lines

minutes: $(READY_DEV) ## say how long lessons take, and what in them answers a guess too early (LESSON=03: only that one)
	@$(IN_VENV) -m tools.lesson_minutes $(LESSON)
	@$(IN_VENV) -m tools.answers_in_sight $(LESSON)

alive: $(READY_DEV) ## run each lecture and solved set with living widgets, where the kept run is outdated (LESSON=03)
	$(IN_VENV) -m tools.alive $(LESSON)

notebooks: $(READY_DEV) ## build all notebooks from their sources (LESSON=03: only that one)
	$(IN_VENV) -m tools.build_notebooks $(LESSON)
	$(IN_VENV) -m tools.site.plans

cheat-sheet: $(READY_DEV) ## print the cheat sheet of formulas and traps (needs chromium)
	$(IN_VENV) -m tools.build_cheat_sheet
	$(IN_VENV) -m tools.course_data

slides: $(READY_DEV) ## build the slides of all lessons in build/slides, a file each (LESSON=03: only that one)
	$(IN_VENV) -m tools.build_slides $(NAMED)

readme.png: $(READY_DEV) ## draw the picture of the README again
	$(IN_VENV) -m tools.build_readme_picture

start.svg: $(READY_DEV) ## draw the picture that lesson 0 opens on again
	$(IN_VENV) -m tools.build_start_picture

photographs: $(READY_DEV) ## draw the label maps of the photographs again
	$(IN_VENV) -m tools.build_photographs

scenes: $(READY_DEV) ## render the shipped road scenes again
	$(IN_VENV) -m tools.build_scenes

effects: $(READY_DEV) ## measure every effect of the course and write docs/effects.md
	$(IN_VENV) -m tools.build_effects

styles: $(READY_DEV) ## show the colours, lines and signs of the course in docs/styles.md
	$(IN_VENV) -m tools.build_styles

showcase: $(READY_DEV) ## photograph five pictures of the course for docs/ (needs chromium)
	$(IN_VENV) -m tools.build_showcase

bench: $(READY_DEV) ## measure the library beside its peers
	$(IN_VENV) benchmarks/confusion_matrix.py
	$(IN_VENV) benchmarks/threshold_sweep.py
	$(IN_VENV) -m benchmarks.scenes_and_models
	$(IN_VENV) benchmarks/figures.py
	$(IN_VENV) benchmarks/imports.py
	$(IN_VENV) benchmarks/start_up.py

bench-widgets: $(READY_DEV) ## measure the widgets in a browser
	$(IN_VENV) benchmarks/widgets.py

bench-grading: $(READY_DEV) ## measure the grading of a class beside stock nbgrader
	$(IN_VENV) -m benchmarks.grading

bench-lessons: $(READY_DEV) ## measure how long the cells of each lesson take, on one core
	$(IN_VENV) -m benchmarks.lessons

bench-site: $(READY_DEV) ## measure how fast the pages of the site are shown
	$(IN_VENV) -m benchmarks.site

lock: ## pin all versions anew (needs uv; UPGRADE= keeps what is pinned and adds what is missing)
	$(LOCK) $(UPGRADE) -o requirements.lock
	$(LOCK) $(UPGRADE) --extra grading --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) $(UPGRADE) --group test --resolution lowest-direct -o requirements-oldest.lock

class-wheel: $(READY_DEV) ## build the library for learners of a class: without solutions of questions with points
	@$(IN_VENV) -m tools.release --for-class

release: $(READY_DEV) ## build a release into dist/: the wheel and the lock, once the version stands everywhere
	@$(IN_VENV) -m tools.release

clean: ## remove what these targets made, but nothing of a learner's
	rm -rf .venv .venv-oldest build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The environment is made anew when the lessons' lock changes, so that nothing outdated stays in it.
$(VENV): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The course needs Python 3.11 or later, but $(PYTHON) is " + sys.version.split()[0] + ". Say which one to use, for instance: make lab PYTHON=python3.12")'
	@echo "Installing what the lessons need into .venv (once; a minute or two)"
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(READY): $(VENV) pyproject.toml
	$(INSTALL) --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(READY_DEV): $(VENV) requirements-dev.lock | $(READY)
	@echo "Installing what the tests need into .venv (once; a minute)"
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(READY_OLDEST): requirements-oldest.lock pyproject.toml
	@echo "Installing the lowest versions into .venv-oldest (once; a minute or two)"
	$(PYTHON) -m venv --clear .venv-oldest
	$(IN_OLDEST) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-oldest.lock
	$(IN_OLDEST) -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	@touch $@

node_modules/page.stamp: package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@
