/* Which events are shown, and which are found by a search. */

/** The groups of kinds that can be switched off together. */
const KIND_GROUPS = [
    ["broadcast", ["sent-broadcast", "held-broadcast", "received-broadcast"]],
    ["relay", ["sent-relay", "received-relay"]],
    ["delivery", ["delivered", "delivery-failed", "discarded"]],
    ["acknowledgement", ["sent-acknowledgement", "received-acknowledgement"]],
    ["membership", ["session-started", "process-joined", "process-left", "sent-left", "received-left", "session-ended", "trace-ended"]],
    ["synchronization", [
        "entered-synchronization", "sent-report", "received-report", "sent-finish-synchronization", "received-finish-synchronization",
        "became-relayer",
    ]],
];

/** The shown events of a run as columns, without gaps. Without a filter a column is a position. */
class Selection {
    constructor(run, id, hiddenKinds) {
        this.run = run;
        this.positions = id === "" && hiddenKinds.size === 0 ? null : this.shown(id, hiddenKinds);
        this.length = this.positions === null ? run.length : this.positions.length;
    }

    positionAt(column) {
        return this.positions === null ? column : this.positions[column];
    }

    has(position) {
        return this.positions === null || this.positions[this.columnFrom(position)] === position;
    }

    /** The column of a position; of one that is hidden, a place between two columns. */
    columnOf(position) {
        if (this.positions === null) return position;
        const column = this.columnFrom(position);
        return this.positions[column] === position ? column : column - 0.5;
    }

    /** The first column whose position is not before the given one; the number of columns if there is none. */
    columnFrom(position) {
        if (this.positions === null) return Math.min(position, this.length);
        let low = 0;
        let high = this.positions.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.positions[middle] < position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** An id ends in ":" to mean all broadcasts of a host. */
    shown(id, hiddenKinds) {
        const { kind, id: ids } = this.run.columns;
        const isHidden = this.run.kinds.map((name) => hiddenKinds.has(name));
        const isMeant = this.run.texts.map((text) => (id.endsWith(":") ? text.startsWith(id) : text === id));
        const positions = [];
        for (let position = 0; position < this.run.length; position++) {
            const hasId = id === "" || (ids[position] !== NONE && isMeant[ids[position]]);
            if (hasId && !isHidden[kind[position]]) positions.push(position);
        }
        return Int32Array.from(positions);
    }
}

/** Positions of the events in which each word of the text occurs: in the kind, the id, a peer or the detail. */
function search(run, text) {
    const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return [];
    const { kind, peer, id, from, to, detail } = run.columns;
    const tables = words.map((word) => ({
        kinds: run.kinds.map((name) => name.includes(word)),
        peers: run.peers.map(({ name }) => name.toLowerCase().includes(word)),
        texts: run.texts.map((known) => known.toLowerCase().includes(word)),
    }));
    const found = [];
    for (let position = 0; position < run.length; position++) {
        const isFound = tables.every(({ kinds, peers, texts }) =>
            kinds[kind[position]] || peers[peer[position]] || texts[id[position]] || texts[from[position]]
            || texts[to[position]] || texts[detail[position]]);
        if (isFound) found.push(position);
    }
    return found;
}
