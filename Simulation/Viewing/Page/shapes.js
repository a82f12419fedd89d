/* Making elements. Text goes in as text nodes only, never as markup: what a trace says cannot become part of the page. */

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
}

/** A broadcast's colour: neighbours in the order of first mention are far apart on the wheel. Style and theme give the lightness. */
function hueOf(number) {
    return Math.round((number * 137.508) % 360);
}

/** The outline of each kind of event, around 0,0. Sends are rings, receives dots, deliveries squares; the rest have their own. */
const OUTLINES = {
    "delivered": "M-5-5h10v10h-10z",
    "delivery-failed": "M-5-5h10v10h-10zM-5-5l10 10M5-5l-10 10",
    "discarded": "M-5-5l10 10M5-5l-10 10",
    "held-broadcast": "M-3-5v10M3-5v10",
    "entered-synchronization": "M-6 0l6-6l6 6l-6 6z",
    "received-finish-synchronization": "M-6 0l6-6l6 6l-6 6z",
    "became-relayer": "M-6 5v-9l3 4l3-5l3 5l3-4v9z",
    "process-joined": "M-5 0h10M0-5v10",
    "process-left": "M-5 0h10",
    "session-started": "M-4-5l8 5l-8 5z",
    "session-ended": "M-4-6v12M4-6v12",
    "trace-ended": "M0-7v14",
};
const RING = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0";

function outlineOf(kind) {
    return OUTLINES[kind] ?? RING;
}

/** A straight arrow as one path, its head included. */
function arrowPath(x1, y1, x2, y2) {
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const point = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    const barb = (turn) => point(x2 - 8 * Math.cos(angle + turn), y2 - 8 * Math.sin(angle + turn));
    return `M${point(x1, y1)}L${point(x2, y2)}M${barb(0.4)}L${point(x2, y2)}L${barb(-0.4)}`;
}

/** A message to oneself: an arc above the lane. */
function arcPath(x1, x2, y) {
    const height = Math.min(26, 10 + (x2 - x1) / 8);
    const top = (y - height).toFixed(1);
    return `M${x1.toFixed(1)} ${y}C${x1.toFixed(1)} ${top} ${x2.toFixed(1)} ${top} ${x2.toFixed(1)} ${y}`;
}

function crossPath(x, y, size) {
    return `M${x - size} ${y - size}l${2 * size} ${2 * size}M${x + size} ${y - size}l${-2 * size} ${2 * size}`;
}
