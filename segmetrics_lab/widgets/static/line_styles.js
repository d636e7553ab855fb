// @ts-check
// Styles of lines: how each score is drawn, by its name in small letters.

/**
 * How a line and its marks look: a colour of CSS, and what tells it apart without colour.
 * @typedef {{ color: string, dash: string, marker: string, width: number }} LineStyle
 */

/** The scores of labels.styles: widgets.static_files writes them in here. @type {Record<string, LineStyle>} */
export const LINE_STYLES = {};
