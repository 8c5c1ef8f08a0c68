export interface QuizQuestion {
  ask: string;
  answers: [string, string, string];
  /** The index of the right answer. */
  right: number;
  why: string;
}

const times = (value: number) => (value === 1 ? "once" : `${value} times`);

export const messages = {
  title: "Lab",
  lead: "Four small experiments with real queues, and five questions at the end.",
  uses: "Made of",
  one: {
    title: "1 · A function",
    body: "You ask, a Lambda function behind an HTTP API answers. You wait for it; if it is down, you get an error. Try something that is no number.",
    resources: "LabApi (API Gateway) → LabFunction (Lambda)",
    input: "Number",
    send: "Add one",
    answer: (output: string) => `The answer is ${output}`,
    refused: (status: number, detail: string) => `${status}: ${detail}`,
  },
  two: {
    title: "2 · A queue in between",
    body: "The producer only leaves a message and is done. SQS keeps it until a consumer has handled it, however long that takes.",
    resources: "LabFunction → LabQueue (SQS) → LabQueueConsumer (Lambda) → LabTable (DynamoDB)",
    first: "First number",
    send: (count: number) => (count === 1 ? "Send 1 number" : `Send ${count} numbers`),
    list: "The last messages",
    columns: { input: "In", output: "Out", state: "State", tries: "Received", age: "Sent" },
    states: {
      waiting: "waits on the queue",
      hidden: "hidden: a consumer has it",
      again: "not done in time: visible again",
      done: "done and deleted",
      dead: "in the dead-letter queue",
    },
    tries: (tries: number, answers: number) => (answers > 1 ? `${times(tries)}, done ${times(answers)}` : times(tries)),
    ago: (age: string) => `${age} ago`,
    none: "Nothing sent in the last hour.",
  },
  three: {
    title: "3 · A consumer that is too slow",
    body: "A received message is hidden for the visibility timeout. If the consumer takes longer, SQS believes it is gone and gives the message to the next one: the work is done twice, and after 3 receives the message goes to the dead-letter queue, although it was done.",
    resources: "LabQueue → LabQueueDlq (SQS, redrive policy: 3 receives)",
    delay: "The consumer takes",
    visibility: "A message is hidden for",
    seconds: (value: number) => `${value} s`,
    broken:
      "Longer than it is hidden: messages come again while they are worked on, and after 3 receives they are dead.",
    sound: "Shorter than it is hidden: every message is done once.",
    break: "Make it too slow: 15 s of work, hidden for 3 s",
    mend: "Mend it: 1 s of work, hidden for 30 s",
    dead: (count: number) => (count === 1 ? "1 message in LabQueueDlq" : `${count} messages in LabQueueDlq`),
    redrive: "Send them back (redrive)",
    nothing: "There is nothing to send back.",
    redriven: "They are on their way back to LabQueue.",
    mendFirst: "Mend the consumer first, or they come back here.",
  },
  four: {
    title: "4 · Strict order, group by group",
    body: "A FIFO queue keeps the order within each message group: the next message of a group is received only after the one before it is done. Groups do not wait for each other. A message that is sent again under the same deduplication id within 5 minutes is accepted and delivered once.",
    resources:
      "LabFunction → LabGroupQueue.fifo (SQS) → LabGroupQueueConsumer (Lambda, one message at a time) → LabTable",
    group: (name: string) => `Group ${name}`,
    empty: "Nothing sent in the last hour",
    none: "Send something first.",
    sendAll: (count: number) => `Send ${count} to each group`,
    sendSlow: (seconds: number, count: number) => `Send a slow one to A (${seconds} s), then ${count} to each`,
    sendAgain: "Send the last one again",
    sentAgain: (sends: number) =>
      `SQS accepted it and delivers nothing: the deduplication id is the same. Sent ${times(sends)}, handled once.`,
    watch: "Guess first: if A gets a slow message, what happens to B and C? Then send it and watch.",
    stands: (group: string) => `Group ${group} stands behind its slow message. The other groups go on.`,
    states: { waiting: "waiting", working: "being handled", done: "done" },
    seconds: (left: number) => `${left}s`,
    message: (number: number, state: string, sends: number) =>
      `Message ${number}: ${state}${sends > 1 ? `, sent ${times(sends)}` : ""}`,
  },
  picture: {
    places: { queue: "On the queue", hidden: "Hidden", done: "Done", dead: "Dead letters" },
    label: (queue: number, hidden: number, done: number, dead: number) =>
      `${queue} on the queue, ${hidden} hidden, ${done} done, ${dead} in the dead-letter queue`,
  },
  quiz: {
    title: "What do you know now?",
    body: "Five questions. Whatever you choose, you learn why.",
    right: "Right.",
    wrong: "Not quite.",
    score: (right: number, of: number) => `${right} of ${of} right.`,
    questions: [
      {
        ask: "A consumer has received a message and is working on it. Where is the message?",
        answers: [
          "With the consumer; the queue no longer has it",
          "Still on the queue, hidden from other consumers",
          "In the dead-letter queue, until it is done",
        ],
        right: 1,
        why: "Receiving only hides a message, for the visibility timeout. It is gone when the consumer deletes it; if the consumer dies, it becomes visible again and nothing is lost.",
      },
      {
        ask: "The consumer takes 15 s, the visibility timeout is 3 s. What happens?",
        answers: [
          "The message is handled several times, and ends in the dead-letter queue",
          "SQS stops the consumer after 3 s",
          "The message is lost",
        ],
        right: 0,
        why: "Each time it becomes visible, another consumer receives it, though the first is still at work. After the third receive the redrive policy moves it to the dead-letter queue. Choose a timeout longer than the work; AWS recommends six times as long.",
      },
      {
        ask: "Dead letters were caused by a broken factory, which works again. What do you do?",
        answers: ["Purge the dead-letter queue", "Wait: they go back by themselves", "Redrive them"],
        right: 2,
        why: "A redrive sends dead letters back to the queue they came from. First mend the cause, or they return. SQS never moves them back by itself, and deletes them when their retention ends.",
      },
      {
        ask: "In a FIFO queue, one message of group A takes very long. Who waits?",
        answers: ["Everybody behind it in the queue", "Only the later messages of group A", "Nobody"],
        right: 1,
        why: "Order is kept within a group only. So choose groups as small as the order demands: one customer, one product, and not everything in one group.",
      },
      {
        ask: "Why must a consumer be idempotent: the same message twice, one effect?",
        answers: [
          "Because SQS delivers at least once, so sometimes twice",
          "Because Lambda functions run in parallel",
          "Only FIFO queues need that",
        ],
        right: 0,
        why: "A message comes again after a timeout, a crash before the delete, or a redrive. Deduplication in a FIFO queue covers five minutes of sending, not your consumer's crash. So remember what was done, in the same transaction as the effect.",
      },
    ] as QuizQuestion[],
  },
  failed: (reason: string) => `That did not work: ${reason}`,
};

export type LabTexts = typeof messages;
