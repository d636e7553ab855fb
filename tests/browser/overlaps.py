"""Overlaps: which visible parts of a page stand on each other that should stand beside each other."""

from playwright.sync_api import Page

PAIRS = r"""([root, slack]) => {
    const UNSEEN = "inset(50%)"; // for screen readers only
    const SEEN = { opacityProperty: true, visibilityProperty: true };
    const shown = (part) => getComputedStyle(part).clipPath !== UNSEEN && part.checkVisibility(SEEN);
    const cut = (box, part) => {
        // What scrolls or hides its overflow shows only what lies in it.
        for (let at = part.parentElement; at; at = at.parentElement) {
            const { overflowX, overflowY, clipPath } = getComputedStyle(at);
            if (clipPath === UNSEEN) return [0, 0, 0, 0];
            if (overflowX === "visible" && overflowY === "visible") continue;
            const edge = at.getBoundingClientRect();
            box = [Math.max(box[0], edge.left), Math.max(box[1], edge.top),
                   Math.min(box[2], edge.right), Math.min(box[3], edge.bottom)];
        }
        return box;
    };
    const whole = (part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return cut([left, top, right, bottom], part);
    };
    const textsOf = (part) => [...part.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    const lines = (part) => textsOf(part).flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        // Above and below the letters a line has air, which may lie on that of another line.
        return [...range.getClientRects()].map(({ left, top, right, bottom }) => {
            const air = (bottom - top) / 5;
            return cut([left, top + air, right, bottom - air], part);
        });
    });
    const ofControl = (part) => {
        const [left, top, right, bottom] = whole(part);
        const air = part.type === "range" ? (bottom - top) / 3 : 0; // above and below its thumb
        return [left, top + air, right, bottom - air];
    };
    const isFloating = (part) => {
        const { position, pointerEvents } = getComputedStyle(part);
        return position === "absolute" && pointerEvents === "none";
    };
    const top = document.querySelector(root);
    const units = [];
    const add = (part, kind, boxes, group) => {
        const seen = boxes.filter(([left, top, right, bottom]) => right - left > 2 && bottom - top > 2);
        if (seen.length) units.push({ part, kind, boxes: seen, group });
    };
    for (const part of top.querySelectorAll("*")) {
        if (!shown(part) || part.closest("option, [hidden]")) continue;
        const isPicture = part.matches("canvas, img, video") || (part.matches("svg") && !part.ownerSVGElement);
        if (part.matches("button, input, select, textarea")) add(part, "control", [ofControl(part)], part);
        else if (isPicture && !isFloating(part)) {
            add(part, "picture", [whole(part)], part.closest(".layers, .stack, .linked") ?? part);
        } else if (textsOf(part).length) add(part, "text", lines(part), part);
    }
    // What floats over a picture and lets the pointer through is meant to stand there, and so are labels of a drawing.
    const isMeant = (one, other) => {
        if (one.group === other.group || one.part.contains(other.part) || other.part.contains(one.part)) return true;
        if (one.kind !== "picture" && other.kind !== "picture") return false;
        const [picture, label] = one.kind === "picture" ? [one, other] : [other, one];
        if (picture.group.contains(label.part)) return true;
        for (let at = label.part; at && at !== top; at = at.parentElement) if (isFloating(at)) return true;
        return false;
    };
    const cover = (one, other) => one.boxes.some((a) => other.boxes.some((b) =>
        Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > slack && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > slack));
    const name = ({ part, kind, boxes }) => {
        const text = part.textContent.trim().slice(0, 30);
        const kinds = part.getAttribute("class") ?? "";
        return `${kind} ${part.localName}.${kinds} "${text}" at ${boxes[0].map(Math.round)}`;
    };
    const found = [];
    for (const [at, one] of units.entries()) {
        for (const other of units.slice(at + 1)) {
            if (!isMeant(one, other) && cover(one, other)) found.push([name(one), name(other)]);
        }
    }
    return found;
}"""


def overlaps(page: Page, root: str = "body", *, slack_px: float = 1.5) -> list[tuple[str, str]]:
    """Pairs of visible texts, pictures and controls below `root` that cover each other, each as a short text.

    Layers of one picture, labels inside of a drawing, and what floats over a picture and lets the pointer through are
    meant to lie on each other. What an ancestor cuts off or scrolls away is not seen, so that it covers nothing.

    Args:
        page: what is looked at, as it is now.
        root: a selector; the first element that it finds is searched.
        slack_px: two boxes that share no more than this cover nothing.
    """
    return [(one, other) for one, other in page.evaluate(PAIRS, [root, slack_px])]
