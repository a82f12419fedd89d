/* The tables below a diagram: the current event, and the state of each peer after it. */

/** What the table of states shows of a peer, column by column. Two equal texts are "unchanged". */
const STATE_COLUMNS = [
    ["phase", "phase", (peer) => peer.phase],
    ["epoch", "epoch", (peer) => (peer.epoch === null ? "" : `${peer.epoch}`)],
    ["relayer", "relayer", (peer) => peer.relayer ?? ""],
    ["last", "last received", (peer) => `${peer.last}`],
    ["delivered", "delivered", (peer) => `${peer.delivered}`],
    ["deliveries", "last deliveries", (peer) => peer.deliveries.join(" ")],
    ["pending", "own broadcasts pending", (peer) => pendingWords(peer.pending)],
    ["live", "live members", (peer) => [...peer.live].join(" ")],
];
const PENDING_SHOWN = 4;

/** "2: ben:3 sent, ben:4 held"; of many only the first few are named. */
function pendingWords(pending) {
    if (pending.size === 0) return "0";
    const named = [...pending].slice(0, PENDING_SHOWN).map(([id, how]) => `${id} ${how}`).join(", ");
    return `${pending.size}: ${named}${pending.size > PENDING_SHOWN ? ", …" : ""}`;
}

/** The states after an event as a table; what this event changed is marked. */
function stateTable(run, before, after, position) {
    const head = element("tr", {}, element("th", { scope: "col" }, "peer"),
        ...STATE_COLUMNS.map(([, title]) => element("th", { scope: "col" }, title)));
    const rows = after.map((peer, number) => {
        const isHere = run.columns.peer[position] === number;
        const cells = STATE_COLUMNS.map(([field, , words]) => {
            const [was, is] = [words(before[number]), words(peer)];
            const isChanged = was !== is;
            return element("td", { "data-field": field, class: isChanged ? "changed" : null, title: isChanged ? `was: ${was}` : null }, is);
        });
        return element("tr", { "data-peer": peer.name, "data-phase": peer.phase, class: isHere ? "here" : null },
            element("th", { scope: "row" }, peer.name), ...cells);
    });
    return element("table", { class: "states" },
        element("caption", {}, `State of each peer after event ${position + 1}; what it changed is marked`),
        element("thead", {}, head), element("tbody", {}, ...rows));
}

/** The fields of the current event. Its id is a button that filters by it. */
function eventTable(run, position, filterBy) {
    const rows = fieldsOf(run, position).map(([name, value]) => {
        const cell = element("dd", { "data-field": name }, `${value}`);
        if (name === "id") {
            const button = element("button", { type: "button", title: `Show ${value} alone` }, "only this");
            button.addEventListener("click", () => filterBy(value));
            cell.append(" ", button);
        }
        return [element("dt", {}, name), cell];
    });
    return element("dl", { class: "fields" }, ...rows.flat());
}

/** The verdict line, the story with what is violated, and behind a fold all guarantees with what is said of each. */
function verdictOf(run) {
    const violated = run.verdicts.filter(({ outcome }) => outcome === "violated").flatMap(({ story }) => story);
    const lines = [...new Set([...run.story, ...violated])].filter((line) => line !== run.reason);
    const table = run.verdicts.map(({ name, outcome, story }) => element("li", { class: outcome, "data-guarantee": name },
        `${name}: ${outcome}`, story.length === 0 ? null : element("ul", {}, ...story.map((line) => element("li", {}, line)))));
    return element("div", { class: "verdict" },
        element("p", { class: "line" },
            element("strong", { class: `outcome ${run.outcome}` }, run.outcome), " ", element("span", { class: "reason" }, run.reason)),
        lines.length === 0 ? null : element("ul", { class: "story" }, ...lines.map((line) => element("li", {}, line))),
        table.length === 0 ? null : element("details", { class: "guarantees" }, element("summary", {}, "All guarantees"),
            element("ul", {}, ...table)),
        noteLines(run));
}

function noteLines(run) {
    const lines = [...run.notes];
    if (run.contradictions > 0) {
        lines.push(`the traces contradict one another: ${run.contradictions} messages are shown as received before they were sent`);
    }
    if (lines.length === 0) return null;
    return element("details", { class: "assumptions" }, element("summary", {}, "Notes on the traces"),
        element("ul", {}, ...lines.map((line) => element("li", {}, line))));
}
