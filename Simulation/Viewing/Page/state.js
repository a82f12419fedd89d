/* The state of each peer after an event. This is the only place that derives it; the bars of phases and epochs come from it too. */

const CHECKPOINT_EVERY = 500;
const DELIVERIES_SHOWN = 3;

/** What each kind of event does to the peer at which it happens. Kinds that are missing change nothing. */
const CHANGES = {
    "session-started": (peer, event) => {
        peer.members = event.detail ? event.detail.split(" ") : peer.members;
        peer.live = new Set(peer.members);
        openSession(peer);
    },
    "process-joined": (peer, event) => peer.live.add(event.from),
    "process-left": (peer, event) => peer.live.delete(event.from),
    "held-broadcast": (peer, event) => peer.pending.set(event.id, "held"),
    "sent-broadcast": (peer, event) => peer.pending.set(event.id, "sent"),
    "received-relay": (peer, event, wasDiscarded) => {
        if (wasDiscarded) return;
        peer.last = Math.max(peer.last, event.sequence ?? 0);
        peer.pending.delete(event.id);
    },
    "delivered": (peer, event) => {
        peer.last = Math.max(peer.last, event.sequence ?? 0);
        peer.pending.delete(event.id);
        peer.delivered++;
        peer.deliveries = [...peer.deliveries, event.id].slice(-DELIVERIES_SHOWN);
    },
    "entered-synchronization": (peer, event) => {
        peer.phase = "synchronizing";
        enterEpoch(peer, event.epoch, relayerNamedBy(event) ?? peer.members[event.epoch - 1]);
    },
    "received-finish-synchronization": (peer) => {
        peer.phase = "open";
    },
    "became-relayer": (peer, event) => enterEpoch(peer, event.epoch, peer.name),
    "session-ended": (peer) => {
        peer.phase = "ended";
    },
    "trace-ended": (peer) => {
        peer.phase = "ended";
    },
};

function openSession(peer) {
    peer.phase = "open";
    enterEpoch(peer, 1, peer.members[0]);
}

function enterEpoch(peer, epoch, relayer) {
    peer.epoch = epoch;
    peer.relayer = relayer ?? null;
}

/** Entered-synchronization says "relayer ben"; where it does not, the epoch is the rank of the relayer among the members. */
function relayerNamedBy(event) {
    return event.detail?.match(/^relayer (\S+)$/)?.[1] ?? null;
}

/** The states of all peers of a run after any of its events, replayed from the checkpoint before it. */
class States {
    constructor(run) {
        this.run = run;
        this.discarded = new Set(run.columns.discards.filter((position) => position !== NONE));
        this.checkpoints = [];
        this.spans = new Spans(run);
        this.replayAll();
    }

    /** The states after the event at a position; before the first event for NONE. */
    after(position) {
        const checkpoint = Math.floor((position + 1) / CHECKPOINT_EVERY);
        const peers = this.checkpoints[checkpoint].map(copyOf);
        for (let next = checkpoint * CHECKPOINT_EVERY; next <= position; next++) this.apply(peers, next);
        peers.forEach((peer, number) => this.markCrash(peer, number, position));
        return peers;
    }

    replayAll() {
        const peers = this.run.peers.map((peer, number) => this.startOf(peer.name, number));
        this.checkpoints.push(peers.map(copyOf));
        for (let position = 0; position < this.run.length; position++) {
            const peer = this.apply(peers, position);
            this.spans.follow(peer, this.run.columns.peer[position], position);
            if ((position + 1) % CHECKPOINT_EVERY === 0) this.checkpoints.push(peers.map(copyOf));
        }
        this.spans.end();
    }

    apply(peers, position) {
        const event = this.run.event(position);
        CHANGES[event.kind]?.(peers[event.peer], event, this.discarded.has(position));
        return peers[event.peer];
    }

    /** A peer starts when its session does. A trace that does not tell of the start begins in an open session of all peers. */
    startOf(name, number) {
        const members = this.run.peers.map((peer) => peer.name);
        const peer = { name, phase: "not started", epoch: null, relayer: null, last: 0, delivered: 0, deliveries: [] };
        Object.assign(peer, { pending: new Map(), members, live: new Set(members) });
        const started = this.run.kinds.indexOf("session-started");
        const tellsOfStart = this.run.positionsOf[number].some((position) => this.run.columns.kind[position] === started);
        if (!tellsOfStart) openSession(peer);
        return peer;
    }

    /** A killed peer says nothing of it: it is dead from the event on that follows its last one. */
    markCrash(peer, number, position) {
        if (this.run.peers[number].fate === "killed" && position > this.run.lastPositionOf(number)) peer.phase = "crashed";
    }
}

function copyOf(peer) {
    return { ...peer, pending: new Map(peer.pending), live: new Set(peer.live) };
}

/** Stretches of each peer's lane: its stays in the synchronization phase, and its epochs. Their ends are positions. */
class Spans {
    constructor(run) {
        this.run = run;
        this.synchronizations = [];
        this.epochs = [];
        this.openPhase = new Map();
        this.openEpoch = new Map();
    }

    follow(peer, number, position) {
        const phase = peer.phase === "synchronizing" ? peer.epoch : null;
        this.continue(this.openPhase, this.synchronizations, phase, number, position);
        this.continue(this.openEpoch, this.epochs, peer.phase === "not started" ? null : peer.epoch, number, position);
    }

    /** Keeps the open stretch of a peer, or ends it here and begins that of another epoch. */
    continue(open, all, epoch, number, position) {
        const span = open.get(number);
        if ((span?.epoch ?? null) === epoch) return;
        if (span) span.last = position;
        open.delete(number);
        if (epoch === null) return;
        const next = { peer: number, epoch, first: position, last: null, isOpen: false };
        all.push(next);
        open.set(number, next);
    }

    end() {
        for (const span of [...this.openPhase.values(), ...this.openEpoch.values()]) {
            span.last = this.run.lastPositionOf(span.peer);
            span.isOpen = true;
        }
    }
}
