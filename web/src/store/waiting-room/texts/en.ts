const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);
const people = (value: number) => (value === 1 ? "1 person" : `${n(value)} people`);
const seconds = (value: number) => (value === 1 ? "1 second" : `${n(value)} seconds`);

/** The units of an estimate. */
export type SpanUnit = "second" | "minute" | "hour";

const units: Record<SpanUnit, string> = { second: "s", minute: "min", hour: "h" };

/** The texts of the store's waiting room. */
export const messages = {
  title: "Waiting room",
  /** The browser tab's title. */
  tab: {
    ahead: (ahead: number) => (ahead === 0 ? "You are next" : `${n(ahead)} ahead of you`),
    turn: "It’s your turn!",
  },
  scene: {
    sign: "DONUTS",
    you: "You",
    more: (value: number) => `+${n(value)}`,
    inLine: (ahead: number) => `The line to the counter: your donut, with ${people(ahead)} ahead of it.`,
    lobby: "The lobby: your donut among others, in front of the closed counter.",
    turn: "Your donut at the counter.",
    empty: "The counter, and the line to it.",
  },
  ahead: {
    /** The text below the large number. */
    people: (ahead: number): string => (ahead === 1 ? "person ahead of you" : "people ahead of you"),
    next: "You are next",
    nextBody: "The next seat that falls free is yours.",
  },
  wait: {
    label: "Your wait",
    range: (low: number, high: number, unit: SpanUnit) =>
      low === high ? `about ${n(high)} ${units[unit]}` : `about ${n(low)}–${n(high)} ${units[unit]}`,
    upTo: (high: number, unit: SpanUnit) => `up to ${n(high)} ${units[unit]}`,
    moments: "a few moments",
    unknown: "Not known while nobody is let in",
    pace: (perMinute: number) =>
      perMinute >= 1 ? `${n(Math.round(perMinute))} let in a minute, of late` : "From how long people took, of late",
  },
  facts: {
    number: "Your number",
    seats: "At the counter",
    seatsOf: (taken: number, all: number) => `${n(Math.min(taken, all))} of ${n(all)}`,
    waiting: "Waiting",
    updated: "Updated",
    ago: (age: number) => (age < 2 ? "just now" : `${n(age)} s ago`),
    entry: "You came as",
    entryOf: (entry: number) => `no. ${n(entry)}`,
  },
  cutOff: "We can’t reach the waiting room just now. Your place is kept; we go on trying.",
  note: "From the shop",
  next: {
    title: "What happens next",
    wait: "You move up by yourself",
    waitBody:
      "Reload, close the lid, open another tab: your place stays. It is given on only if you are away for long.",
    turn: "We call you",
    turnBody: (y: number) =>
      `When it is your turn you have ${seconds(y)} to order. Be here then, or the next one is called.`,
    order: "You order",
    orderBody: "What is in your box stays in it. Once you have ordered, the seat is the next one’s.",
  },
  box: {
    title: "In your box",
    empty: "Still empty. Look around while you wait: your place is kept.",
    browse: "Look around",
    open: "Open the box",
    units: (units: number) => (units === 1 ? "1 donut" : `${n(units)} donuts`),
  },
  call: {
    title: "No need to watch",
    ask: "Tell me when it’s my turn",
    why: "A chime and a notification, also when you are in another tab.",
    on: "We’ll call you",
    onWhy: "With a chime and a notification. Leave this tab open.",
    soundOnly: "With a chime, and in the name of this tab: your browser shows no notifications of ours.",
    off: "Turn off",
    notice: "It’s your turn!",
    noticeBody: (left: number) => `You have ${seconds(left)} to order your donuts.`,
  },
  leave: {
    ask: "Leave the line",
    sure: "Give your place away?",
    sureBody: "Everyone behind you moves up. If you come back, you start at the end.",
    sureTurn: "The seat goes to the next one at once. If you come back, you start at the end.",
    yes: "Yes, leave",
    no: "Stay",
    failed: "That did not reach us. Your place is still yours; try again.",
  },
  paused: {
    title: "The line stands still",
    body: "The counter is taking a break. Your place is kept, and it goes on by itself.",
  },
  draining: {
    title: "Last call",
    body: "Nobody new may enter. Everyone in the line still gets a turn.",
  },
  lobby: {
    title: "The doors open in",
    any: "The doors open any moment",
    when: (time: string) => `at ${time}`,
    inOrder: "You have a place. Numbers follow the order of arrival: who came first is first.",
    lottery:
      "You take part in the draw. When the doors open, numbers are drawn among all who are here; when you came makes no difference.",
    lotteryProof:
      "The fingerprint of the draw’s seed is published before. Afterwards the seed itself is, and anyone can do the draw again.",
    fingerprint: "Fingerprint (SHA-256)",
    seed: "Seed",
    drawn: (number: number, entry: number, count: number) =>
      `The draw is made: you came as no. ${n(entry)} of ${n(count)} and drew number ${n(number)}.`,
  },
  enter: {
    offTitle: "No line today",
    offBody: "Nobody has to wait just now. Go straight to your box.",
    openTitle: "A line, so that nobody is pushed",
    openBody: (x: number, y: number) =>
      `So many want donuts that we let in ${n(x)} at a time, each for ${seconds(y)}. First come, first served.`,
    waiting: (waiting: number) =>
      waiting === 0 ? "Nobody is waiting." : `${people(waiting)} ${waiting === 1 ? "is" : "are"} waiting.`,
    lobbyTitle: "Soon",
    lobbyBody: "The doors are not open yet. Come into the lobby and keep your place.",
    pausedBody: "Just now nobody is let in. You can get in line already.",
    drainingTitle: "The line is closed for today",
    drainingBody: "Those who stand in it still get their turn. Nobody new may enter.",
    closedTitle: "The counter is closed",
    closedBody: "What it guards can’t be ordered just now. Look around; we open again.",
    join: "Get in line",
    joinLobby: "Enter the lobby",
    joining: "Taking a number…",
    crowded: "Very many arrive this second. We try again for you, at a random moment.",
    failed: "The waiting room doesn’t answer. We try again in a moment.",
    refused: "That did not work:",
    left: "You have left the line.",
    browse: "Look around",
    toBox: "To your box",
  },
  turn: {
    title: "It’s your turn",
    body: "Order now. Your seat is kept until the time is over.",
    claim: "I’m here",
    claimBody: (left: number) => `Say so within ${seconds(left)}, or the next one is called.`,
    order: "Order now",
    emptyBox: "Choose donuts",
    left: (left: string) => `${left} left`,
    leftLabel: "Time left to order",
    ending: (left: number) => `${seconds(left)} left to order.`,
    giveBack: "Give the seat back",
  },
  ended: {
    ordered: "Ordered. Enjoy!",
    orderedBody: "Your seat went to the next one.",
    left: "You have left the line",
    leftBody: "Your place was given on.",
    expired: "Your time is over",
    expiredBody: "Nothing was ordered and nothing is owed. What is in your box stays in it.",
    missed: "You were called, and did not answer",
    missedBody: "So the next one was let in. It happens; what is in your box stays in it.",
    closed: "The line was closed",
    closedBody: "Your number is void. Nothing was ordered and nothing is owed.",
    open: "There is no line any more",
    openBody: "Everybody may order now. Go straight to your box.",
    again: "Get in line again",
    later: "Nobody can enter just now.",
    dismiss: "All right",
  },
  bar: {
    ahead: (ahead: number) => (ahead === 0 ? "You are next" : `${n(ahead)} ahead of you`),
    lobby: "You are in the lobby",
    paused: "The line stands still",
    show: "To the waiting room",
    label: "Your place in the line",
    toOrder: "to order",
    over: "Your time is over. Nothing was ordered.",
  },
  said: {
    ahead: (ahead: number) => `${people(ahead)} ahead of you.`,
    turn: "It’s your turn.",
  },
};

export type RoomTexts = typeof messages;
