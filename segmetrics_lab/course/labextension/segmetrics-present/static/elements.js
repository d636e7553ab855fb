// @ts-check
// Small parts of a page.

/**
 * An element with its attributes and its children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that does something. @param {string} text @param {string} name @param {() => void} press */
export function button(text, name, press) {
  const made = element("button", { type: "button", "aria-label": name, title: name }, text);
  made.addEventListener("click", press);
  return made;
}

/** @param {string} address */
export const addStyle = (address) => document.head.append(element("link", { rel: "stylesheet", href: address }));

/** Copy a part into another one. @template {Element} Whole @param {Whole} whole @param {Element | null} part */
export function addTo(whole, part) {
  if (part) whole.append(part.cloneNode(true));
  return whole;
}
