/* The events and arrows of the visible window. What stays in sight keeps its elements from one drawing to the next. */

const LABELS_FROM = 18;
const STUB = 26;

/** Elements stand this many columns from the scene's origin at most: farther away, the numbers of a picture lose their precision. */
const FARTHEST = 5000;

/** Holds the elements of a window; x is counted from the column of its origin, and the two groups are moved as one. */
class Scene {
    constructor(run, messages, y) {
        this.run = run;
        this.messages = messages;
        this.y = y;
        this.arrows = svg("g", { class: "messages" });
        this.events = svg("g", { class: "events" });
        this.eventsShown = new Map();
        this.arrowsShown = new Map();
        this.origin = 0;
    }

    /** Shows a window of a view, its first column at x; answers how many messages were too many to draw. */
    show(window, view, columnWidth, xOfFirst) {
        const isSame = view.version === this.view?.version && columnWidth === this.columnWidth;
        this.view = view;
        this.columnWidth = columnWidth;
        if (!isSame || Math.abs(window.first - this.origin) > FARTHEST) this.clear(window.first);
        const shift = `translate(${xOfFirst + this.origin * columnWidth} 0)`;
        this.arrows.setAttribute("transform", shift);
        this.events.setAttribute("transform", shift);
        this.showEvents(window);
        return this.showArrows(window);
    }

    clear(origin) {
        this.origin = origin;
        for (const shown of [this.eventsShown, this.arrowsShown]) shown.clear();
        for (const group of [this.arrows, this.events]) group.replaceChildren();
    }

    showEvents(window) {
        const wanted = [];
        for (let column = window.first; column <= window.last; column++) wanted.push(this.view.selection.positionAt(column));
        this.exchange(this.eventsShown, wanted, this.events, (position) => this.eventAt(position));
        for (const [position, made] of this.eventsShown) setClass(made, this.classOfEvent(position));
    }

    showArrows(window) {
        const wanted = [];
        const leftOut = this.messages.crossing(window.from, window.to, (message) => {
            if (this.isShown(message)) wanted.push(message);
        });
        this.exchange(this.arrowsShown, wanted, this.arrows, (message) => this.arrow(message));
        for (const [message, made] of this.arrowsShown) setClass(made, this.classOfArrow(message));
        return leftOut;
    }

    /** Takes away the elements of what is no longer wanted, and makes those of what is new. */
    exchange(shown, wanted, group, make) {
        const kept = new Set(wanted);
        for (const [key, made] of shown) {
            if (kept.has(key)) continue;
            made.remove();
            shown.delete(key);
        }
        const added = wanted.filter((key) => !shown.has(key)).map((key) => {
            const made = make(key);
            shown.set(key, made);
            return made;
        });
        group.append(...added);
    }

    x(position) {
        return (this.view.selection.columnOf(position) - this.origin) * this.columnWidth;
    }

    isShown(message) {
        const has = (position) => position !== NONE && this.view.selection.has(position);
        return has(message.send) || has(message.receive);
    }

    arrow(message) {
        const names = [message.from, message.to].map((peer) => this.run.peers[peer]?.name ?? "");
        const words = `${message.kind} ${message.id ?? ""} ${names[0]} → ${names[1]}, link ${message.link}: ${message.words}`;
        const path = this.pathOf(message);
        const arrow = svg("g", {
            "data-from": names[0], "data-to": names[1], "data-link": message.link, "data-id": message.id, "data-state": message.state,
            "data-position": message.receive === NONE ? message.send : message.receive,
        }, svg("title", {}, words), svg("path", { class: "reach", d: path }), svg("path", { class: "line", d: path }));
        this.colour(arrow, message.first);
        return arrow;
    }

    pathOf(message) {
        const { send, receive, from, to } = message;
        if (receive === NONE) return stubPath(this.x(send), this.y(from), to === undefined ? 1 : Math.sign(to - from), message.state);
        if (send === NONE) {
            const x = this.x(receive);
            const side = from === undefined ? -1 : Math.sign(from - to);
            return arrowPath(x - STUB, this.y(to) + side * STUB, x, this.y(to));
        }
        if (from === to) return arcPath(this.x(send), this.x(receive), this.y(from));
        return arrowPath(this.x(send), this.y(from), this.x(receive), this.y(to));
    }

    /** A message is thin until it is sent, thick while it is on its way just then. */
    classOfArrow(message) {
        const { current } = this.view;
        const isFlying = message.send !== NONE && message.send <= current && message.receive > current;
        return `message ${message.state} ${message.kind}${message.isFill ? " fill" : ""}${message.id === null ? "" : " coloured"}`
            + `${message.first > current ? " future" : ""}${isFlying ? " flying" : ""}`;
    }

    eventAt(position) {
        const event = this.run.event(position);
        const label = this.columnWidth < LABELS_FROM ? "" : labelOf(event);
        const half = Math.max(4, this.columnWidth / 2);
        const made = svg("g", {
            transform: `translate(${this.x(position)} ${this.y(event.peer)})`, role: "img", "aria-label": sentenceOf(this.run, position),
            "data-position": position, "data-peer": this.run.peers[event.peer].name, "data-event": event.kind, "data-id": event.id,
            "data-index": event.index,
        }, ...this.marksOf(position), svg("path", { class: "glyph", d: outlineOf(event.kind) }),
        label === "" ? null : svg("text", { class: "label", transform: "translate(3 -10) rotate(-36)" }, label),
        svg("rect", { class: "reach", x: -half, y: -14, width: 2 * half, height: 28 }));
        this.colour(made, position);
        return made;
    }

    /** What stands around an event: the violation, a hit of the search, a note. */
    marksOf(position) {
        return [
            position === this.run.violation ? svg("path", { class: "violation-mark", d: "M0-15l13 7.5v15l-13 7.5l-13-7.5v-15z" }) : null,
            this.view.found.has(position) ? svg("circle", { class: "found-mark", r: 11 }) : null,
            this.view.noted.has(position) ? svg("path", { class: "note-mark", d: "M6-6v-12h9l-3 3.5l3 3.5h-9" }) : null,
        ];
    }

    classOfEvent(position) {
        const { current } = this.view;
        const kind = this.run.kinds[this.run.columns.kind[position]];
        const direction = kind.startsWith("received-") ? " receive" : kind.startsWith("sent-") ? " send" : "";
        return `event${direction}${this.run.broadcastAt(position) === NONE ? "" : " coloured"}`
            + `${position > current ? " future" : ""}${position === current ? " current" : ""}`
            + `${position === this.run.violation ? " violation" : ""}${this.run.differs(position) ? " differs" : ""}`;
    }

    colour(made, position) {
        const broadcast = this.run.broadcastAt(position);
        if (broadcast !== NONE) made.style.setProperty("--hue", hueOf(broadcast));
    }
}

function setClass(made, name) {
    if (made.getAttribute("class") !== name) made.setAttribute("class", name);
}

/** A message that nobody received: a short line toward its receiver, with a cross if it is lost, open if it is in flight. */
function stubPath(x, y, side, state) {
    const [x2, y2] = [x + 0.7 * STUB, y + side * STUB];
    return state === "lost" ? `M${x} ${y}L${x2} ${y2}${crossPath(x2, y2, 4)}` : `M${x} ${y}L${x2} ${y2}m4 ${side * 6}l2 ${side * 3}`;
}
