/* Events in words. */

/** One sentence for an event: "ben delivered ann:3, number 5, epoch 1". */
function sentenceOf(run, position) {
    const event = run.event(position);
    const parts = [
        event.id,
        event.sequence === null ? null : `number ${event.sequence}`,
        event.epoch === null ? null : `epoch ${event.epoch}`,
        event.from === null ? null : `from ${event.from}`,
        event.to === null ? null : `to ${event.to}`,
        event.detail,
    ];
    const rest = parts.filter((part) => part !== null && part !== "").join(", ");
    return `${run.peers[event.peer].name} ${event.kind}${rest === "" ? "" : ` ${rest}`}`;
}

/** The few characters that stand at an event in the diagram; empty for events that their arrow explains. */
function labelOf(event) {
    switch (event.kind) {
        case "sent-broadcast":
            return event.detail === "resend" ? `${event.id} again` : event.id;
        case "held-broadcast":
            return `${event.id} held`;
        case "delivered":
            return event.sequence === null ? event.id : `${event.sequence}: ${event.id}`;
        case "process-joined":
            return `+ ${event.from}`;
        case "process-left":
            return `${event.from} left`;
        case "delivery-failed":
            return "failed";
        case "discarded":
            return "discarded";
        case "entered-synchronization":
            return "synchronize";
        case "received-finish-synchronization":
            return "finish";
        case "became-relayer":
            return "relayer";
        case "session-started":
            return "start";
        default:
            return "";
    }
}

/** The fields of an event in the order of a trace line, those that it has. */
function fieldsOf(run, position) {
    const event = run.event(position);
    const fields = [
        ["peer", run.peers[event.peer].name], ["event", event.kind], ["line", event.index + 1], ["epoch", event.epoch],
        ["sequence", event.sequence], ["id", event.id], ["from", event.from], ["to", event.to], ["link", event.link],
        ["header", event.header], ["digest", event.digest], ["detail", event.detail], ["thread", event.thread],
        ["time", `${event.time} µs`],
    ];
    return fields.filter(([, value]) => value !== null);
}

/** What ends a lane, and how it is called: a crash, a goodbye, an exclusion, or another end. */
function endOf(peer) {
    if (peer.fate === "killed") return { end: "crash", words: "crashed" };
    if (peer.fate === "excluded") return { end: "exclusion", words: "excluded" };
    if (peer.fate === "stopped") return { end: "stop", words: "was stopped" };
    if (peer.fate === "left" || /^(goodbye|run over)/i.test(peer.ended)) return { end: "goodbye", words: peer.ended };
    if (peer.ended !== "") return { end: "fault", words: peer.ended };
    return { end: "none", words: "trace ends" };
}
