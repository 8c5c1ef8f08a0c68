import type { FaultCode, FaultParams } from "@donut/contracts/faults";
import type { ProblemKind } from "@donut/contracts/problems";

type Words = (params: FaultParams) => string;

export interface ProblemTexts {
  /** What is wrong, and what to do. */
  kinds: Record<ProblemKind, Words>;
  /** What is wrong with one field; it stands beside the field, or after its name. */
  faults: Record<FaultCode, Words>;
  /** Names of fields, by the last part of the pointer to them. */
  fields: Record<string, string>;
  /** Of a proxy, or of a kind that this page is too old to know. */
  unknown(status: number): string;
  unreachable: string;
  /** Of an error of this page itself. */
  broken: string;
}

const tasks: Record<string, string> = { redrive: "a redrive", edit: "an edit", delete: "a deletion" };

export const messages: ProblemTexts = {
  kinds: {
    "invalid-input": () => "Something in it isn’t right yet. Nothing was changed.",
    "media-type": ({ mediaType = "JSON" }) => `The server expects ${mediaType}.`,
    "too-large": () => "That is too large to send. Make it shorter.",
    "not-found": () => "There is nothing at this address.",
    unexpected: () => "Something went wrong on our side. Try again in a moment.",
    refused: () => "The server refused that.",
    "not-signed-in": () => "You are not signed in any more. Sign in and try again.",
    "not-allowed": () => "Your account may look, but not change this. Ask an operator.",
    "out-of-stock": () => "There is not enough of it left. Nothing was sold, and more has been asked for.",
    "unknown-product": ({ products = "this" }) => `We don’t sell ${products}. Nothing was changed.`,
    "unknown-order": () => "There is no order with this number.",
    "idempotency-key-reused": () => "This order was already sent with something else in it. Begin a new one.",
    busy: () => "Too many are buying the same right now. Nothing was sold; try again.",
    "admission-required": () => "It is not your turn yet. Join the waiting room; your place is kept there.",
    "admission-over": () => "Your turn is over. Join the waiting room again.",
    "unknown-queue": ({ queue = "this name" }) => `There is no queue called ${queue}.`,
    "unknown-message": () => "This message is not in the queue any more: it was sent back or deleted.",
    "unknown-alert": () => "There is no such alert any more.",
    "unknown-campaign": () => "There is no such campaign.",
    "queue-busy": ({ by, task = "" }) =>
      by
        ? `Nothing was changed: ${by} has begun ${tasks[task] ?? "a task"} here, and one task at a time works on a queue.`
        : "Nothing was changed: a task is just ending here. Try again in a moment.",
    "cooling-down": ({ seconds = "60" }) =>
      `Nothing was removed: SQS purges a queue once a minute. Try again in ${seconds} s.`,
    "no-destination": () => "These messages have no queue to go back to: they only tell where a stream’s records are.",
    "no-task": () => "No task is running here, so there is nothing to cancel.",
    "no-consumer": () => "This queue has no consumer that could be paused.",
    "consumer-runs": () => "Nothing was served: the consumer is at work. Pause it first.",
    "too-large-to-edit": () => "This message is too large to edit: only its first 50,000 characters are known.",
    "too-few": ({ available = "0" }) => `There are only ${available}, and stock never falls below 0.`,
    "nothing-short": () => "Nothing was changed: everything this campaign advertises is in stock.",
    "still-short": () => "It can’t run yet: something it advertises is still short.",
    unauthorized: () => "The key to this system is missing or wrong.",
    "out-of-order": () => "This system is out of order just now. Try again later.",
    "id-taken": () => "This id belongs to another order already.",
    "key-reused": () => "This key belongs to another notice already.",
    "unknown-production-order": () => "There is no such production order.",
    "unknown-notice": () => "There is no such notice.",
    "bad-signature": () => "The signature is not valid.",
  },
  faults: {
    "whole-number": ({ from, to }) => `must be a whole number from ${from} to ${to}`,
    "whole-seconds": ({ from, to }) => `must be whole seconds, from ${from} to ${to}`,
    integer: () => "must be a whole number",
    "not-zero": () => "must be a whole number other than 0",
    "number-range": ({ from, to }) => `must be a number from ${from} to ${to}`,
    "finite-number": () => "must be a number",
    "exact-range": ({ from, to }) => `must be from ${from} to ${to}: beyond that, adding 1 is not exact`,
    "near-zero": ({ least }) => `must be 0, or at least ${least} away from it`,
    boolean: () => "must be on or off",
    "product-id": () => "must name a product",
    "unknown-product": () => "is no product of ours",
    lines: () => "must be a list",
    "no-lines": () => "is empty: put something in",
    "too-many-lines": ({ most }) => `may have at most ${most} lines`,
    "too-many-units": ({ most }) => `is there more than once, with more than ${most} in all`,
    email: () => "doesn’t look like an e-mail address",
    url: () => "must be a web address",
    time: () => "must be a time in UTC",
    "idempotency-key": () => "must have 1 to 255 visible ASCII characters",
    "queue-id": () => "must have 1 to 128 ASCII letters, digits and punctuation marks",
    cursor: () => "is not a page of this list. Go back to the first one",
    reason: () => "must say why",
    "queue-name": ({ name }) => `must be the queue’s name: ${name}`,
    "no-messages": () => "must name at least one message",
    empty: () => "must not be empty",
    "too-many-characters": ({ most }) => `may have at most ${most} characters`,
    "not-both": () => "can’t be combined with messages chosen one by one",
    "choose-or-purge": () => "must be chosen; to delete everything, purge the queue",
    "redrive-work-queue": () => "is a work queue: redrive its dead-letter queue",
    "delete-from-work-queue": () => "is a work queue: its messages belong to its consumer",
    "resting-queue": () => "is where messages rest: send to the queue itself",
    "body-text": () => "must be text",
    "queue-characters": () => "has a character that SQS doesn’t take, such as NUL",
    "ill-formed": () => "holds half a character: half of a surrogate pair",
    "not-json": () => "is not JSON",
    "ill-formed-body": ({ mediaType = "JSON" }) => `is not well-formed ${mediaType}`,
    "fifo-group": () => "is needed: this is a FIFO queue",
    "fifo-delay": () => "can’t be set for a single message of a FIFO queue",
    "fifo-only": () => "is for FIFO queues only",
    "unknown-field": () => "is not known here",
    required: () => "is needed",
    missing: () => "is missing",
    "wrong-type": ({ expected }) => `must be of type ${expected}`,
    "too-small": ({ least }) => `must be at least ${least}`,
    "too-large": ({ most }) => `must be at most ${most}`,
    "too-short": ({ least }) => `is too short: at least ${least}`,
    "too-long": ({ most }) => `is too long: at most ${most}`,
    "wrong-format": ({ format }) => `is not a valid ${format}`,
    "one-of": ({ values }) => `must be ${values}`,
    invalid: () => "is not right",
  },
  fields: {
    "": "The body",
    body: "Body",
    name: "Queue",
    email: "E-mail",
    customer: "Customer",
    lines: "Box",
    quantity: "Quantity",
    productId: "Product",
    groupId: "Message group",
    deduplicationId: "Deduplication id",
    delaySeconds: "Delay",
    messageIds: "Messages",
    filter: "Filter",
    maxPerSecond: "Messages per second",
    confirm: "Name of the queue",
    enabled: "Consumer",
    adjustBy: "Units",
    reason: "Reason",
    input: "Number",
    count: "Count",
    consumerDelaySeconds: "Time the consumer takes",
    visibilityTimeoutSeconds: "Visibility timeout",
    cursor: "Page",
    limit: "Page size",
    status: "Status",
    kind: "Kind",
    q: "Search",
  },
  unknown: (status) => `The server answered ${status}. Try again in a moment.`,
  unreachable: "No answer came. Check the connection and try again.",
  broken: "Something went wrong on this page. Load it again.",
};
