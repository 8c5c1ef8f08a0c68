import type { Obstacle, Step } from "../tour.ts";

export interface StepTexts {
  title: string;
  body: string;
  ask: string;
  answers: string[];
  /** The index of the right answer. */
  right: number;
  act: string;
  why: string;
}

const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);
const deadLetters = (value: number) => (value === 1 ? "1 dead letter" : `${n(value)} dead letters`);
const times = (value: number) => (value === 1 ? "once" : `${n(value)} times`);

export const messages = {
  title: "Guided tour: the factory breaks",
  lead: "Five steps on the real system. First you predict, then you see. About five minutes.",
  viewer: "You are a viewer: you can read and predict. Breaking and mending the factory is for operators.",
  start: {
    title: "Before you start",
    body: "You break the factory, watch what the shop does about it, and mend it again. Nothing is staged: these are the shop’s real queues, and everybody who uses this shop shares them.",
    changes: "What the tour changes",
    list: (product: string) => [
      "The factory refuses new orders, for the whole shop, until you mend it. The console reminds you as long as it is broken.",
      `All ${product} are sold to a test customer. They are back after the last step.`,
      "A dead letter rings the alarm, so operators get a mail; the ad manager may get one about the shortage.",
      "What you do is in the audit, under your name.",
    ],
    aProduct: "units of one product",
    begin: "Start the tour",
  },
  stepOf: (number: number, of: number) => `Step ${number} of ${of}`,
  predictFirst: "Predict first: choose an answer.",
  yours: "your prediction",
  isRight: "what happened",
  right: "You predicted that.",
  wrong: "It went differently.",
  seenLine: (right: boolean): string => (right ? "Seen, as predicted" : "Seen, other than predicted"),
  next: "Next step",
  finish: "Finish",
  effects: "What the system says",
  steps: {
    break: {
      title: "Break the factory",
      body: "When a product runs short, the shop orders more from the factory: another company’s system behind an HTTP API. The button makes it refuse every new order.",
      ask: "You break the factory. What happens in the shop right away?",
      answers: ["Nothing: nobody needs the factory just now", "Dead letters appear", "Customers can’t buy any more"],
      right: 0,
      act: "Break the factory",
      why: "The shop reaches the factory only through messages. As long as no message needs it, nobody notices. An outage shows when work arrives, not when it begins.",
    },
    buy: {
      title: "Buy a product out",
      body: "You buy everything that is left of one product, as a test customer. The stock reaches its reorder point, so the shop has to ask the factory for more.",
      ask: "What happens to your order?",
      answers: ["It is refused: the factory is broken", "It is sold at once", "It waits until the factory works again"],
      right: 1,
      act: "Buy it out",
      why: "Selling needs nothing but stock. Order, shortage and the event stock.depleted are written in one transaction; the event then goes to RestockQueue by itself. No customer waits for the factory.",
    },
    read: {
      title: "Read the dead letter",
      body: "RestockQueue’s consumer received the message, asked the factory and was refused. After too many tries SQS puts a message aside, into the dead-letter queue.",
      ask: "How many times did the consumer try?",
      answers: ["Once: a refusal is final", "3 times", "Until somebody stopped it"],
      right: 1,
      act: "Open the dead letter",
      why: "RestockQueue’s redrive policy allows 3 receives, whatever the error is; then the message rests in RestockQueueDlq. Nothing is lost, and the messages behind it are not held up.",
    },
    mend: {
      title: "Mend the factory",
      body: "You know the cause from the dead letter: the factory refuses. Now you remove the cause.",
      ask: "The factory works again. What happens to the dead letter?",
      answers: [
        "SQS sends it back by itself",
        "It stays until somebody redrives it",
        "It is deleted: it came too late",
      ],
      right: 1,
      act: "Mend the factory",
      why: "SQS knows neither why a message failed nor that the cause is gone. So first mend, then redrive: the other way round, the message comes straight back. (If nobody did, this shop’s sweep would ask the factory again after 10 minutes.)",
    },
    redrive: {
      title: "Redrive, and watch the stock come back",
      body: "A redrive sends the dead letter back to RestockQueue. The same consumer handles it, as if it were new.",
      ask: "When can the product be bought again?",
      answers: [
        "As soon as the message is back in RestockQueue",
        "When the factory has made it and reported back",
        "When somebody corrects the stock by hand",
      ],
      right: 1,
      act: "Redrive the dead letter",
      why: "The message only asks for production. The factory’s report is a message, too: its consumer put the stock up and ended the shortage. And because the factory knows a request by its id, redriving one that had been done would not have ordered twice.",
    },
  } satisfies Record<Step, StepTexts> as Record<Step, StepTexts>,
  buyAll: (units: number, product: string) => `Buy all ${n(units)} × ${product}`,
  nothingToBuy: "Every product is short already. Wait until the factory has delivered one, or mend it.",
  stillTried: (tries: number) => `The message is still being tried: ${n(tries)} of 3 tries have failed.`,
  noDeadLetter: "There is no dead letter to redrive: it has left the queue already.",
  says: {
    asking: "Waiting for the system …",
    refuses: "The factory refuses every new order.",
    works: "The factory takes orders again.",
    calm: (dead: number) => `RestockQueueDlq holds ${deadLetters(dead)}, as before. Everything in stock can be bought.`,
    sold: (units: number, product: string) => `Sold: ${n(units)} × ${product}. The order did not wait.`,
    short: (available: number) => `${n(available)} left. A shortage is open, and stock.depleted is out.`,
    tries: (tries: number) => `RestockQueue’s consumer has failed ${times(tries)}.`,
    rests: (dead: number) => `RestockQueueDlq holds ${deadLetters(dead)}.`,
    stillRests: "Your dead letter still rests in RestockQueueDlq.",
    stillShort: (product: string) => `${product} is still sold out.`,
    back: "The dead letter is on its way back to RestockQueue.",
    accepted: (units: number, time: string) => `The factory accepted ${n(units)}, to be ready at ${time}.`,
    replenished: (units: number, product: string) => `${n(units)} × ${product} came into stock. The shortage is over.`,
  },
  deadLetter: {
    why: "Why",
    tries: "Tries of the consumer",
    triesHelp: "Counted by the shop: each failed try is recorded with its error.",
    receives: "Receive count",
    receivesHelp: (tries: number, receives: number): string =>
      receives > tries
        ? "Counted by SQS: every receive, also those by which this console looks into the queue. That is why it is higher."
        : "Counted by SQS: every receive, whoever receives. It also grows when this console looks into the queue.",
    open: "Open it where operators do",
    left: "The dead letter has left RestockQueueDlq.",
  },
  obstacles: {
    mended: "Somebody has mended the factory meanwhile. Break it again, or nothing will fail.",
    taken:
      "The factory accepted the order: somebody had mended it. There will be no dead letter. Start over to see one.",
    broken: "The factory is broken again. Mend it first, or the dead letter comes straight back.",
  } satisfies Record<Obstacle, string>,
  breakAgain: "Break it again",
  paused: "Updates are paused (P), so nothing new is seen here.",
  admission: "The waiting room is open, so nobody buys without a turn. Close it, or take the tour later.",
  toWaitingRoom: "To the waiting room",
  failed: (reason: string) => `That did not work: ${reason}`,
  live: {
    title: "The real system, now",
    stock: "Stock",
    inStock: (product: string) => `${product} in stock`,
    sinceShort: (time: string) => `short since ${time}`,
    promised: (time: string) => `expected at ${time}`,
    waiting: "on the queue",
    dead: (value: number): string => (value === 1 ? "dead letter" : "dead letters"),
    factory: "Factory",
    works: "works",
    refuses: "refuses orders",
    unknown: "…",
    map: "See it on the map",
    journey: "What followed from your order",
    noJourney: "Everything that follows from your order will be listed here.",
    whole: "The whole journey",
    try: (attempt: number) => `Try ${attempt} failed`,
    deadLetter: "Put aside into RestockQueueDlq",
    redriven: "Redriven to RestockQueue",
  },
  end: {
    title: "That was an outage, from the first sign to the last",
    score: (right: number, of: number) => `You predicted ${right} of ${of} right.`,
    body: "A broken partner cost nobody an order, the message that failed was never lost, and mending took two decisions: remove the cause, then redrive.",
    quiz: "To the lab’s experiments and questions",
    journey: "The whole journey of your order",
    letters: "The dead-letter queue",
    again: "Take the tour again",
  },
  exits: { label: "Tour", mend: "Mend the factory", over: "Start over", leave: "Leave the tour" },
};

export type TourTexts = typeof messages;
