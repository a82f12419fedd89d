/* The whole run in one strip: phases, ends, the violation, and the window that the diagram shows. A click goes there. */

const OVERVIEW_LANE = 6;

class Overview {
    constructor(run, spans, goTo) {
        this.run = run;
        this.marker = svg("line", { class: "here", y1: 0, y2: "100%" });
        this.strip = svg("svg", { class: "overview", role: "img", "aria-label": "The whole run: click to go to a place" },
            ...this.lanes(), ...this.phases(spans), ...this.marks(), this.marker);
        this.strip.setAttribute("height", run.peers.length * OVERVIEW_LANE + 4);
        this.strip.addEventListener("click", (event) => {
            const box = this.strip.getBoundingClientRect();
            goTo(Math.min(run.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * run.length))));
        });
    }

    show(position) {
        const x = this.percent(position + 0.5);
        this.marker.setAttribute("x1", x);
        this.marker.setAttribute("x2", x);
    }

    percent(position) {
        return `${((100 * position) / Math.max(1, this.run.length)).toFixed(3)}%`;
    }

    lanes() {
        return this.run.peers.map((peer, number) => svg("line", {
            class: "alive", x1: "0%", x2: this.percent(this.run.lastPositionOf(number) + 1), y1: this.y(number), y2: this.y(number),
        }));
    }

    phases(spans) {
        return spans.synchronizations.map((span) => svg("line", {
            class: "phase", x1: this.percent(span.first), x2: this.percent(span.last + 1), y1: this.y(span.peer), y2: this.y(span.peer),
        }));
    }

    marks() {
        const marks = this.run.peers.flatMap((peer, number) => (peer.fate === "correct" ? [] : [svg("circle", {
            class: "end", cx: this.percent(this.run.lastPositionOf(number) + 0.5), cy: this.y(number), r: 3,
        })]));
        const { violation } = this.run;
        if (violation !== NONE) {
            const x = this.percent(violation + 0.5);
            marks.push(svg("line", { class: "violation", x1: x, x2: x, y1: 0, y2: "100%" }));
        }
        return marks;
    }

    y(peer) {
        return 2 + (peer + 0.5) * OVERVIEW_LANE;
    }
}
