/* One run on the page: its verdict, its diagram, the current event and the states after it. */

class Panel {
    constructor(run, notes, actions) {
        this.run = run;
        this.notes = notes;
        this.actions = actions;
        this.states = new States(run);
        this.messages = new Messages(run);
        this.current = 0;
        this.selection = new Selection(run, "", new Set());
        this.found = [];
        this.foundSet = new Set();
        this.version = 0;
        this.diagram = new Diagram(run, this.states.spans, this.messages, (position) => actions.select(this, position));
        this.overview = new Overview(run, this.states.spans, (position) => actions.select(this, position));
        this.root = this.build();
    }

    /** Shows the events of a filter; the current one becomes the nearest that is shown. */
    filter(id, hiddenKinds) {
        this.selection = new Selection(this.run, id, hiddenKinds);
        this.version++;
        this.goTo(this.current);
    }

    find(text) {
        this.found = search(this.run, text);
        this.foundSet = new Set(this.found);
        this.version++;
        this.show(false);
        return this.found.length;
    }

    /** Goes to the next found event, or the previous one, around the ends. */
    goToFound(direction) {
        const found = this.found.filter((position) => this.selection.has(position));
        if (found.length === 0) return;
        const next = direction > 0
            ? found.find((position) => position > this.current) ?? found[0]
            : found.findLast((position) => position < this.current) ?? found.at(-1);
        this.goTo(next);
    }

    step(columns) {
        this.goToColumn(this.selection.columnFrom(this.current) + columns);
    }

    /** The next or the previous shown event of the same peer. */
    stepAtPeer(direction) {
        const peer = this.run.columns.peer[this.current];
        for (let column = this.selection.columnFrom(this.current) + direction; this.isColumn(column); column += direction) {
            if (this.run.columns.peer[this.selection.positionAt(column)] === peer) return this.goToColumn(column);
        }
    }

    goTo(position) {
        this.goToColumn(this.selection.columnFrom(position));
    }

    goToColumn(column) {
        if (this.selection.length > 0) {
            this.current = this.selection.positionAt(Math.min(this.selection.length - 1, Math.max(0, column)));
        }
        this.show(true);
    }

    isColumn(column) {
        return column >= 0 && column < this.selection.length;
    }

    /** Shows everything anew, since something about the events has changed that is no step. */
    renew() {
        this.version++;
        this.show(false);
    }

    show(isFollowed) {
        if (this.run.length === 0) return;
        const after = this.states.after(this.current);
        const before = this.states.after(this.current - 1);
        const relayer = after[this.run.columns.peer[this.current]].relayer;
        this.diagram.show({
            selection: this.selection, current: this.current, found: this.foundSet, noted: this.notes.of(this.run), relayer,
            version: this.version,
        }, isFollowed);
        this.overview.show(this.current);
        this.showPlace();
        this.detail.replaceChildren(eventTable(this.run, this.current, (id) => this.actions.filterBy(id)), this.notes.editor(this));
        this.state.replaceChildren(stateTable(this.run, before, after, this.current));
    }

    showPlace() {
        const hidden = this.run.length - this.selection.length;
        const found = this.found.length === 0 ? "" : `, ${this.found.length} found`;
        this.place.textContent = this.selection.length === 0
            ? "no event passes the filter"
            : `event ${this.current + 1} of ${this.run.length}${hidden === 0 ? "" : ` (${hidden} hidden)`}${found}`;
        this.sentence.textContent = sentenceOf(this.run, this.current);
    }

    build() {
        this.place = element("span", { class: "place" });
        this.sentence = element("span", { class: "sentence", "aria-live": "polite" });
        this.detail = element("div", { class: "detail" });
        this.state = element("div", { class: "state" });
        return element("section", { class: "run", "data-run": this.run.number, "data-outcome": this.run.outcome },
            element("div", { class: "head" }, element("h2", {}, this.run.title), ...this.jumps()), verdictOf(this.run),
            element("p", { class: "now" }, this.place, " ", this.sentence),
            this.diagram.viewport, this.overview.strip, element("div", { class: "below" }, this.detail, this.state));
    }

    jumps() {
        const places = [
            ["violation", "Go to the violation", this.run.violation],
            ["difference", "First difference", this.run.firstDifference()],
        ];
        return places.filter(([, , position]) => position !== NONE).map(([name, words, position]) => {
            const button = element("button", { type: "button", class: `to-${name}` }, words);
            button.addEventListener("click", () => this.goTo(position));
            return button;
        });
    }
}
