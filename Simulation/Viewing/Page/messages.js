/* The messages of a run: a send joined to its receives. */

/** Of messages that cross the window, so many are drawn at most; how many are left out is said. */
const MESSAGES_DRAWN = 600;

/** All messages, by the position of their first end; those that cross a window are found without looking at the others. */
class Messages {
    constructor(run) {
        this.run = run;
        this.discarded = new Set(run.columns.discards.filter((position) => position !== NONE));
        this.all = this.collect().sort((one, other) => one.first - other.first);
        this.buildTree();
    }

    /** Calls back for each message that crosses the positions from first to last, up to a limit; answers how many were left out. */
    crossing(first, last, visit) {
        const end = this.countStartingUpTo(last);
        let found = 0;
        const descend = (node, from, to) => {
            if (from >= end || this.latest[node] < first) return;
            if (to - from === 1) {
                if (found++ < MESSAGES_DRAWN) visit(this.all[from]);
                return;
            }
            const middle = (from + to) >> 1;
            descend(2 * node, from, middle);
            descend(2 * node + 1, middle, to);
        };
        if (this.all.length > 0) descend(1, 0, this.leaves);
        return Math.max(0, found - MESSAGES_DRAWN);
    }

    collect() {
        const { kind, send, link } = this.run.columns;
        const received = new Set();
        const messages = [];
        for (let position = 0; position < this.run.length; position++) {
            const name = this.run.kinds[kind[position]];
            if (send[position] !== NONE) {
                received.add(send[position]);
                messages.push(this.delivered(send[position], position));
            } else if (name.startsWith("received-") && link[position] !== NONE) {
                messages.push(this.withoutSend(position));
            }
        }
        for (let position = 0; position < this.run.length; position++) {
            const isSend = this.run.kinds[kind[position]].startsWith("sent-");
            if (isSend && link[position] !== NONE && !received.has(position)) messages.push(this.withoutReceive(position));
        }
        return messages;
    }

    delivered(send, receive) {
        const state = this.discarded.has(receive) ? "discarded" : "received";
        return this.message(send, send, receive, state, state === "discarded" ? "received and discarded" : "received");
    }

    withoutSend(receive) {
        return this.message(receive, NONE, receive, "unsent", "no trace holds its send");
    }

    withoutReceive(send) {
        const event = this.run.event(send);
        const reason = this.reasonOfLoss(event.peer, this.run.peerNumbers.get(event.to));
        if (reason === null) return this.message(send, send, NONE, "in-flight", "in flight at the end of the run");
        return this.message(send, send, NONE, "lost", `lost: ${reason}`);
    }

    message(described, send, receive, state, words) {
        const event = this.run.event(described);
        const from = send === NONE ? this.run.peerNumbers.get(event.from) : this.run.columns.peer[send];
        const to = receive === NONE ? this.run.peerNumbers.get(event.to) : this.run.columns.peer[receive];
        const kind = event.kind.replace(/^(sent|received)-/, "");
        const isFill = event.detail === "fill";
        const first = send === NONE ? receive : send;
        const last = receive === NONE ? send : receive;
        return { send, receive, first, last, from, to, kind, id: event.id, link: event.link, isFill, state, words };
    }

    reasonOfLoss(from, to) {
        if (to === undefined) return "its receiver has no trace";
        for (const peer of [from, to]) {
            const { name, fate, ended } = this.run.peers[peer];
            if (fate !== "correct") return `${name} ${fate === "left" ? "had left" : `was ${fate}`}`;
            if (peer === to && ended !== "") return `the session of ${name} had ended`;
        }
        return null;
    }

    countStartingUpTo(position) {
        let low = 0;
        let high = this.all.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.all[middle].first <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** A tree over the messages whose nodes hold the latest end below them: what ends before a window is skipped whole. */
    buildTree() {
        this.leaves = 1;
        while (this.leaves < this.all.length) this.leaves *= 2;
        this.latest = new Int32Array(2 * this.leaves).fill(NONE);
        this.all.forEach((message, index) => (this.latest[this.leaves + index] = message.last));
        for (let node = this.leaves - 1; node >= 1; node--) {
            this.latest[node] = Math.max(this.latest[2 * node], this.latest[2 * node + 1]);
        }
    }
}
