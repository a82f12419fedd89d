/* Notes that a reader leaves on events. They stay in this browser, where it lets a file keep something, and can be saved as a file. */

const NOTE_LENGTH = 2000;

class Notes {
    constructor(runs, changed) {
        this.runs = runs;
        this.changed = changed;
        this.texts = new Map(runs.map((run) => [run, this.load(run)]));
    }

    /** The notes of a run by the positions of their events. */
    of(run) {
        return this.texts.get(run);
    }

    count() {
        return [...this.texts.values()].reduce((sum, texts) => sum + texts.size, 0);
    }

    /** A field for the note on a panel's current event. */
    editor(panel) {
        const { run, current } = panel;
        const words = "Note on this event";
        const field = element("textarea", { rows: 2, maxlength: NOTE_LENGTH, "aria-label": words, placeholder: words });
        field.value = this.texts.get(run).get(current) ?? "";
        field.addEventListener("change", () => this.set(run, current, field.value.trim()));
        return element("label", { class: "note" }, field);
    }

    set(run, position, text) {
        const texts = this.texts.get(run);
        if (text === "") texts.delete(position);
        else texts.set(position, text);
        this.store(run);
        this.changed();
    }

    /** All notes as they are saved: by run, peer and line, so that they can be read without the page. */
    export() {
        const notes = this.runs.flatMap((run) => [...this.texts.get(run)].sort(([one], [other]) => one - other).map(([position, text]) => {
            const { peer, index, kind, id } = run.event(position);
            return { run: run.title, peer: run.peers[peer].name, line: index + 1, event: kind, id, note: text };
        }));
        return JSON.stringify({ notes }, null, 2);
    }

    keyOf(run) {
        return `course-notes ${JSON.stringify([run.title, run.peers.map((peer) => peer.name), run.length])}`;
    }

    /** A browser may refuse to keep anything for a file; notes then last as long as the page. */
    load(run) {
        try {
            const kept = JSON.parse(localStorage.getItem(this.keyOf(run)) ?? "[]");
            return new Map(kept.filter(([position, text]) => position >= 0 && position < run.length && typeof text === "string"));
        } catch {
            return new Map();
        }
    }

    store(run) {
        try {
            localStorage.setItem(this.keyOf(run), JSON.stringify([...this.texts.get(run)]));
        } catch {
            // Nothing is lost that is not on the page: the button saves it as a file.
        }
    }
}

/** Hands a text to the reader as a file. */
function saveAs(name, text) {
    const link = element("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: "application/json" })) });
    link.click();
    URL.revokeObjectURL(link.href);
}
