/* The space-time diagram: a lane for each peer, time to the right. Only the window that is visible has elements. */

const GUTTER = 112;
const AXIS = 26;
const LANE = 106;
const LANE_LINE = 64;
const MARGIN = 24;
const ZOOMS = [5, 8, 12, 18, 26, 36, 50];

/** Draws a run around its current event. It decides nothing: what is current, shown, found or noted is told to it by its panel. */
class Diagram {
    constructor(run, spans, messages, select) {
        this.run = run;
        this.spans = spans;
        this.scene = new Scene(run, messages, (peer) => this.y(peer));
        this.ends = run.peers.map(endOf);
        this.zoom = ZOOMS.indexOf(26);
        this.view = { selection: new Selection(run, "", new Set()), current: 0, found: new Set(), noted: new Map(), version: 0 };
        this.height = AXIS + run.peers.length * LANE;
        this.behind = svg("g");
        this.before = svg("g");
        this.picture = svg("svg", { class: "picture", role: "group", "aria-label": `Space-time diagram of ${run.title}` },
            this.behind, this.scene.arrows, this.scene.events, this.before);
        this.picture.setAttribute("height", this.height);
        this.extent = element("div", { class: "extent" }, this.picture);
        this.viewport = element("div", { class: "viewport", tabindex: "0" }, this.extent);
        this.listen(select);
    }

    /** Shows a view: which events, which of them is current, found, noted; scrolls to the current one if asked. */
    show(view, isFollowed) {
        this.view = view;
        this.extent.style.width = `${this.contentWidth()}px`;
        this.extent.style.height = `${this.height}px`;
        if (isFollowed) this.follow();
        this.requestDrawing();
    }

    /** One step closer or farther; the current event stays where it is. */
    zoomBy(steps) {
        const x = this.xOfColumn(this.currentColumn());
        this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + steps));
        this.extent.style.width = `${this.contentWidth()}px`;
        this.viewport.scrollLeft += this.xOfColumn(this.currentColumn()) - x;
        this.requestDrawing();
    }

    get columnWidth() {
        return ZOOMS[this.zoom];
    }

    get visibleWidth() {
        return this.viewport.clientWidth;
    }

    contentWidth() {
        return Math.max(this.visibleWidth, GUTTER + 2 * MARGIN + (this.view.selection.length + 2) * this.columnWidth);
    }

    currentColumn() {
        return this.view.selection.columnOf(this.view.current);
    }

    xOfColumn(column) {
        return GUTTER + MARGIN + (column + 0.5) * this.columnWidth - this.viewport.scrollLeft;
    }

    x(position) {
        return this.xOfColumn(this.view.selection.columnOf(position));
    }

    y(peer) {
        return AXIS + peer * LANE + LANE_LINE;
    }

    /** Keeps the current event between a sixth and four fifths of the visible width. */
    follow() {
        const x = this.xOfColumn(this.currentColumn());
        const room = this.visibleWidth - GUTTER;
        if (x < GUTTER + room / 6 || x > GUTTER + room * 0.8) this.viewport.scrollLeft += x - (GUTTER + room / 2);
    }

    listen(select) {
        this.viewport.addEventListener("scroll", () => this.requestDrawing());
        this.viewport.addEventListener("wheel", (event) => this.turnWheel(event), { passive: false });
        this.picture.addEventListener("click", (event) => {
            const target = event.target.closest("[data-position]");
            if (target) select(Number(target.dataset.position));
        });
        new ResizeObserver(() => this.requestDrawing()).observe(this.viewport);
    }

    /** The wheel moves through time; with Control it zooms. */
    turnWheel(event) {
        if (event.ctrlKey) this.zoomBy(event.deltaY < 0 ? 1 : -1);
        else if (event.deltaX === 0 && !event.shiftKey) this.viewport.scrollLeft += event.deltaY;
        else return;
        event.preventDefault();
    }

    requestDrawing() {
        this.drawing ??= requestAnimationFrame(() => {
            this.drawing = null;
            this.draw();
        });
    }

    draw() {
        const window = this.window();
        if (this.picture.getAttribute("width") !== `${this.visibleWidth}`) this.picture.setAttribute("width", this.visibleWidth);
        const leftOut = this.scene.show(window, this.view, this.columnWidth, this.xOfColumn(0));
        this.behind.replaceChildren(this.epochs(window), this.cursor(), this.lanes(), this.synchronizations(window));
        this.before.replaceChildren(this.laneEnds(window), this.leftOut(leftOut), this.axis(window), this.gutter());
    }

    /** The columns that can be seen, and the positions that they span, hidden ones included. */
    window() {
        const { selection } = this.view;
        const first = Math.max(0, Math.floor((this.viewport.scrollLeft - MARGIN) / this.columnWidth) - 1);
        const last = Math.min(selection.length - 1, first + Math.ceil((this.visibleWidth - GUTTER) / this.columnWidth) + 2);
        const from = first === 0 ? 0 : selection.positionAt(first - 1);
        const to = last >= selection.length - 1 ? this.run.length - 1 : selection.positionAt(last + 1);
        return { first, last, from, to };
    }

    cursor() {
        const x = this.x(this.view.current);
        const width = Math.max(6, this.columnWidth);
        return svg("rect", { class: "cursor", x: x - width / 2, y: AXIS, width, height: this.height - AXIS });
    }

    lanes() {
        const lanes = this.run.peers.map((peer, number) => {
            const y = this.y(number);
            const end = Math.min(this.visibleWidth, Math.max(GUTTER, this.endOfLane(number)));
            return svg("g", { class: "lane", "data-peer": peer.name },
                svg("line", { class: "alive", x1: GUTTER, x2: end, y1: y, y2: y }),
                svg("line", { class: "over", x1: end, x2: this.visibleWidth, y1: y, y2: y }));
        });
        return svg("g", { class: "lanes" }, ...lanes);
    }

    endOfLane(number) {
        return this.x(Math.max(0, this.run.lastPositionOf(number))) + 0.75 * this.columnWidth;
    }

    epochs(window) {
        const bands = this.spansIn(this.spans.epochs, window).map(({ span, x1, x2 }) => {
            const top = AXIS + span.peer * LANE;
            const band = svg("g", { class: "epoch", "data-peer": this.run.peers[span.peer].name, "data-epoch": span.epoch },
                svg("rect", { x: x1, y: top + 2, width: x2 - x1, height: LANE - 4 }),
                x2 - x1 < 52 ? null : svg("text", { x: x1 + 6, y: top + LANE - 7 }, `epoch ${span.epoch}`));
            band.style.setProperty("--hue", (span.epoch * 97 + 130) % 360);
            return band;
        });
        return svg("g", { class: "epochs" }, ...bands);
    }

    synchronizations(window) {
        const bars = this.spansIn(this.spans.synchronizations, window).map(({ span, x1, x2 }) => {
            const y = this.y(span.peer);
            return svg("g", { class: "synchronization", "data-peer": this.run.peers[span.peer].name, "data-epoch": span.epoch },
                svg("title", {}, `${this.run.peers[span.peer].name} synchronizes, epoch ${span.epoch}`),
                svg("rect", { x: x1, y: y - 7, width: x2 - x1, height: 14, rx: 4 }),
                x2 - x1 < 84 ? null : svg("text", { x: x1 + 6, y: y + 19 }, "synchronizing"));
        });
        return svg("g", { class: "synchronizations" }, ...bars);
    }

    /** The stretches that touch the window, with their ends on the screen. */
    spansIn(spans, window) {
        return spans
            .filter((span) => span.first <= window.to && (span.isOpen || span.last >= window.from))
            .map((span) => ({ span, x1: this.x(span.first), x2: span.isOpen ? this.endOfLane(span.peer) : this.x(span.last) }))
            .map(({ span, x1, x2 }) => ({ span, x1: Math.max(x1, GUTTER), x2: Math.min(x2, this.visibleWidth) }))
            .filter(({ x1, x2 }) => x2 > x1);
    }

    leftOut(count) {
        const words = `${count} more messages cross this window and are not drawn: filter by an id`;
        const text = svg("text", { class: "left-out", x: GUTTER + 12, y: this.height - 6, "data-left-out": count }, words);
        return svg("g", {}, count === 0 ? null : text);
    }

    laneEnds(window) {
        const ends = this.ends.map((end, number) => {
            const last = this.run.lastPositionOf(number);
            if (end.end === "none" || last > window.to || last < window.from) return null;
            return this.laneEnd(end, number);
        });
        return svg("g", { class: "ends" }, ...ends);
    }

    laneEnd({ end, words }, number) {
        const outlines = {
            crash: crossPath(0, 0, 9), goodbye: "M0-9v18", exclusion: "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M-6-6l12 12",
            stop: "M-4-9v18M4-9v18", fault: "M0-9l9 16h-18z",
        };
        return svg("g", {
            class: `end ${end}`, "data-peer": this.run.peers[number].name, "data-end": end, role: "img",
            "aria-label": `${this.run.peers[number].name}: ${words}`, transform: `translate(${this.endOfLane(number)} ${this.y(number)})`,
        }, svg("title", {}, words), svg("path", { d: outlines[end] }), svg("text", { x: 15, y: 4 }, end));
    }

    axis(window) {
        const every = Math.max(5, Math.ceil(60 / this.columnWidth / 5) * 5);
        const axis = svg("g", { class: "axis" }, svg("rect", { x: 0, y: 0, width: this.visibleWidth, height: AXIS }));
        for (let column = window.first; column <= window.last; column++) {
            const number = this.view.selection.positionAt(column) + 1;
            const isMarked = this.view.selection.positions === null ? number % every === 0 : column % every === 0;
            if (isMarked) axis.append(svg("text", { x: this.xOfColumn(column), y: 17 }, number));
        }
        return axis;
    }

    gutter() {
        const labels = this.run.peers.map((peer, number) => {
            const isRelayer = peer.name === this.view.relayer;
            const { words } = this.ends[number];
            const second = isRelayer ? "relayer" : peer.fate === "correct" ? "" : words;
            return svg("g", { class: `lane-label${isRelayer ? " relayer" : ""}`, "data-peer": peer.name },
                svg("title", {}, `${peer.name}: ${words}`),
                svg("text", { x: 12, y: this.y(number) + 4 }, shortened(peer.name, 13)),
                svg("text", { class: "fate", x: 12, y: this.y(number) + 20 }, shortened(second, 16)));
        });
        return svg("g", { class: "gutter" }, svg("rect", { x: 0, y: 0, width: GUTTER, height: this.height }), ...labels);
    }
}

function shortened(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
