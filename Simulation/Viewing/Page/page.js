/* The page: its runs, what the toolbar and the keys do, and how long it took to open. */

const PAGE_STEPS = 20;

class Page {
    constructor({ runs, difference }) {
        this.hiddenKinds = new Set();
        this.notes = new Notes(runs, () => this.renew());
        const actions = { select: (panel, position) => this.select(panel, position), filterBy: (id) => this.filterBy(id) };
        this.panels = runs.map((run) => new Panel(run, this.notes, actions));
        this.active = this.panels[0];
        this.place(difference);
        this.listen();
    }

    place(difference) {
        const runs = document.getElementById("runs");
        runs.append(...this.panels.map((panel) => panel.root));
        document.body.classList.toggle("pair", this.panels.length > 1);
        if (difference !== null) {
            const text = document.getElementById("difference");
            text.textContent = `What differs: ${difference}`;
            text.hidden = false;
        }
        this.placeKinds();
        this.renew();
    }

    /** The checkboxes of the kinds, by group. A run that has none of a kind needs no box for it. */
    placeKinds() {
        const used = new Set(this.panels.flatMap(({ run }) => [...new Set(run.columns.kind)].map((kind) => run.kinds[kind])));
        const groups = KIND_GROUPS.map(([name, kinds]) => {
            const boxes = kinds.filter((kind) => used.has(kind)).map((kind) => this.kindBox(kind));
            const group = element("fieldset", { "data-group": name }, element("legend", {}, this.groupBox(name), ` ${name}`), ...boxes);
            return boxes.length === 0 ? null : group;
        });
        document.getElementById("kinds").append(...groups.filter((group) => group !== null));
    }

    kindBox(kind) {
        const box = element("input", { type: "checkbox", "data-kind": kind });
        box.checked = true;
        box.addEventListener("change", () => this.applyKinds());
        return element("label", {}, box, ` ${kind}`);
    }

    groupBox(name) {
        const box = element("input", { type: "checkbox", "aria-label": `all of ${name}` });
        box.checked = true;
        box.addEventListener("change", () => {
            for (const inner of box.closest("fieldset").querySelectorAll("[data-kind]")) inner.checked = box.checked;
            this.applyKinds();
        });
        return box;
    }

    applyKinds() {
        const boxes = [...document.querySelectorAll("#kinds [data-kind]")];
        this.hiddenKinds = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.kind));
        this.applyFilter();
    }

    filterBy(id) {
        document.getElementById("filter").value = id;
        this.applyFilter();
    }

    applyFilter() {
        const id = document.getElementById("filter").value.trim();
        for (const panel of this.panels) panel.filter(id, this.hiddenKinds);
    }

    find() {
        const text = document.getElementById("search").value;
        const counts = this.panels.map((panel) => panel.find(text));
        document.getElementById("found").textContent = text.trim() === "" ? "" : `${counts.join(" and ")} found`;
    }

    /** Two runs step together unless they are told not to. */
    moved() {
        return document.getElementById("together").checked ? this.panels : [this.active];
    }

    step(columns) {
        for (const panel of this.moved()) panel.step(columns);
    }

    select(panel, position) {
        this.active = panel;
        for (const moved of this.moved()) moved.goTo(position);
    }

    renew() {
        for (const panel of this.panels) panel.renew();
        document.getElementById("save-notes").hidden = this.notes.count() === 0;
    }

    listen() {
        for (const [id, action] of Object.entries(this.buttons())) document.getElementById(id).addEventListener("click", action);
        document.getElementById("filter").addEventListener("input", () => this.applyFilter());
        document.getElementById("search").addEventListener("input", () => this.find());
        document.getElementById("search").addEventListener("keydown", (event) => {
            if (event.key === "Enter") this.goToFound(event.shiftKey ? -1 : 1);
        });
        document.addEventListener("keydown", (event) => this.press(event));
        document.addEventListener("pointerdown", (event) => this.activate(event.target));
    }

    buttons() {
        return {
            "first": () => this.step(-Infinity), "previous": () => this.step(-1),
            "next": () => this.step(1), "last": () => this.step(Infinity),
            "closer": () => this.zoom(1), "farther": () => this.zoom(-1), "theme": () => this.toggleTheme(),
            "found-previous": () => this.goToFound(-1), "found-next": () => this.goToFound(1), "all": () => this.clearFilter(),
            "arrangement": () => document.body.classList.toggle("stacked"),
            "save-notes": () => saveAs("notes.json", this.notes.export()),
        };
    }

    activate(target) {
        this.active = this.panels.find((panel) => panel.root.contains(target)) ?? this.active;
    }

    press(event) {
        const isTyping = event.target.matches("input:not([type=checkbox]), textarea");
        if (event.key === "Escape" && isTyping) event.target.blur();
        if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
        const action = this.keys(event.shiftKey)[event.key];
        if (!action) return;
        event.preventDefault();
        action();
    }

    keys(isShifted) {
        const arrow = (direction) => () => (isShifted ? this.stepAtPeer(direction) : this.step(direction));
        return {
            "ArrowRight": arrow(1), "ArrowLeft": arrow(-1), "PageDown": () => this.step(PAGE_STEPS), "PageUp": () => this.step(-PAGE_STEPS),
            "Home": () => this.step(-Infinity), "End": () => this.step(Infinity), "+": () => this.zoom(1), "-": () => this.zoom(-1),
            "n": () => this.goToFound(1), "N": () => this.goToFound(-1), "t": () => this.toggleTheme(),
            "v": () => this.jump((run) => run.violation), "d": () => this.jump((run) => run.firstDifference()),
            "/": () => document.getElementById("search").focus(),
        };
    }

    stepAtPeer(direction) {
        for (const panel of this.moved()) panel.stepAtPeer(direction);
    }

    goToFound(direction) {
        for (const panel of this.moved()) panel.goToFound(direction);
    }

    jump(placeOf) {
        for (const panel of this.panels) {
            if (placeOf(panel.run) !== NONE) panel.goTo(placeOf(panel.run));
        }
    }

    clearFilter() {
        for (const box of document.querySelectorAll("#kinds input")) box.checked = true;
        this.hiddenKinds = new Set();
        this.filterBy("");
    }

    zoom(steps) {
        for (const panel of this.panels) panel.diagram.zoomBy(steps);
    }

    /** From what the system prefers to its contrary, and back. */
    toggleTheme() {
        const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
        const root = document.documentElement;
        const shown = root.dataset.theme ?? (isDark ? "dark" : "light");
        root.dataset.theme = shown === "dark" ? "light" : "dark";
    }
}

/** After the first frame the root element says how many milliseconds the page took from the start of its loading. */
function reportOpening() {
    requestAnimationFrame(() => setTimeout(() => {
        document.documentElement.dataset.openMilliseconds = Math.ceil(performance.now());
    }));
}

const page = new Page(readPage());
reportOpening();

/* For tests and consoles: the states after an event, as plain data. */
window.coursePage = {
    states: (run, position) => page.panels[run].states.after(position)
        .map((peer) => ({ ...peer, pending: [...peer.pending], live: [...peer.live] })),
};
