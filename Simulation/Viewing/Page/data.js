/* Reading the page's data: runs whose events are columns of numbers, in one order that keeps happens-before. */

const NONE = -1;

/** One run. An event is named by its position in the order, from 0. */
class Run {
    constructor(data, number) {
        this.number = number;
        this.title = data.title;
        this.outcome = data.outcome;
        this.reason = data.reason;
        this.verdicts = data.verdicts;
        this.story = data.story;
        this.notes = data.notes;
        this.peers = data.peers;
        this.kinds = data.kinds;
        this.texts = data.texts;
        this.violation = data.violation;
        this.contradictions = data.contradictions;
        this.columns = data.columns;
        this.length = data.columns.peer.length;
        this.peerNumbers = new Map(data.peers.map((peer, index) => [peer.name, index]));
        this.numberEventsOfPeers();
        this.numberBroadcasts();
    }

    /** The event at a position, its numbers turned into words; a field that it lacks is null. */
    event(position) {
        const columns = this.columns;
        const number = (column) => (column[position] === NONE ? null : column[position]);
        const text = (column) => (column[position] === NONE ? null : this.texts[column[position]]);
        return {
            position,
            peer: columns.peer[position],
            index: this.indexes[position],
            kind: this.kinds[columns.kind[position]],
            time: columns.time[position],
            thread: text(columns.thread),
            epoch: number(columns.epoch),
            sequence: number(columns.sequence),
            id: text(columns.id),
            from: text(columns.from),
            to: text(columns.to),
            link: number(columns.link),
            header: text(columns.header),
            digest: text(columns.digest),
            detail: text(columns.detail),
        };
    }

    /** Each peer's first event that the other run has not: the position of the earliest of them, or NONE. */
    firstDifference() {
        const first = this.peers.map((peer, index) => this.positionsOf[index][peer.commonPast] ?? Infinity);
        const earliest = Math.min(...first);
        return earliest === Infinity ? NONE : earliest;
    }

    /** Whether the other run has no such event at this place of this peer. */
    differs(position) {
        return this.indexes[position] >= this.peers[this.columns.peer[position]].commonPast;
    }

    /** The rank of a broadcast in the order of first mention, from 0; NONE for an event that is about no broadcast. */
    broadcastAt(position) {
        const id = this.columns.id[position];
        return id === NONE ? NONE : this.broadcasts.get(id);
    }

    lastPositionOf(peer) {
        return this.positionsOf[peer].at(-1) ?? NONE;
    }

    numberEventsOfPeers() {
        this.indexes = new Int32Array(this.length);
        this.positionsOf = this.peers.map(() => []);
        for (let position = 0; position < this.length; position++) {
            const own = this.positionsOf[this.columns.peer[position]];
            this.indexes[position] = own.length;
            own.push(position);
        }
    }

    numberBroadcasts() {
        this.broadcasts = new Map();
        for (const id of this.columns.id) {
            if (id !== NONE && !this.broadcasts.has(id)) this.broadcasts.set(id, this.broadcasts.size);
        }
    }
}

function readPage() {
    const data = JSON.parse(document.getElementById("data").textContent);
    return { difference: data.difference ?? null, runs: data.runs.map((run, number) => new Run(run, number)) };
}
