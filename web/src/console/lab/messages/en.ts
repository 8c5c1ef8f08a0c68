import type { LabState } from "../state.ts";

const states: Record<LabState, string> = {
  waiting: "waits on the queue",
  hidden: "hidden: a consumer has it",
  again: "not done in time: visible again",
  done: "done and deleted",
  dead: "in the dead-letter queue",
};

const times = (value: number) => (value === 1 ? "once" : `${value} times`);

export const messages = {
  title: "Lab",
  lead: "Three small experiments. Each adds one to a number; what lies in between makes the difference.",
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
    states,
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
  failed: (reason: string) => `That did not work: ${reason}`,
};

export type LabTexts = typeof messages;
