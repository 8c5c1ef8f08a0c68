export const messages = {
  title: "Notifications",
  lead: "A Shopify order comes in, and your devices say so, even when no page of the shop is open.",
  here: {
    title: "This browser",
    on: "Notifications are on here.",
    onBody: "New and cancelled orders appear within seconds. When many come at once, one notification sums them up.",
    onOwn: (service: string) =>
      `They come through ${service}, which cannot wake the browser: they appear while a page of the console is open.`,
    off: "Notifications are off here.",
    offBody: "Turn them on and the browser asks for your permission. You can turn them off again here at any time.",
    turnOn: "Turn on notifications",
    turningOn: "Asking the browser …",
    turnOff: "Turn off here",
    test: "Send a test",
    turnedOn: "Notifications are on in this browser.",
    turnedOff: "Notifications are off in this browser.",
    testSent: "The test is on its way.",
    blocked: "This browser blocks notifications of this site.",
    blockedHelp:
      "Only you can change that: click the icon beside the address, allow notifications, and come back to this page.",
    dismissed:
      "The browser was not given permission, so nothing has changed. Turn them on again to be asked once more.",
    unsupported: "This browser cannot show notifications of web sites.",
    installFirst:
      "On an iPhone or iPad, add this page to the home screen first (Share, then Add to Home Screen), and open it there.",
    failed: "The browser could not subscribe at its push service.",
    noAnswer:
      "It did not answer. Pushes to browsers travel through their vendors (Google, Mozilla, Apple, Microsoft), which takes the internet.",
    said: (reason: string) => `The browser said: ${reason}`,
    ownOffer:
      "This deployment has a push service of its own. Notifications through it appear while a page of the console is open.",
    ownUse: (service: string) => `Use ${service}`,
    tryAgain: "Try again",
  },
  devices: {
    title: "Your devices",
    body: (count: number, limit: number) =>
      `${count} of ${limit}. Each gets every notification, for two weeks after you last had the console open on it. Nobody else sees this list.`,
    none: "None yet. The first one can be this browser.",
    thisOne: "this browser",
    unnamed: "Browser",
    since: (time: string) => `since ${time}`,
    paused: (time: string) => `Told nothing since ${time}: open the console on it and it goes on.`,
    through: (service: string) => `through ${service}`,
    languages: { en: "in English", ko: "in Korean" },
    test: "Send a test",
    testTo: (device: string) => `Send a test to ${device}`,
    remove: "Remove",
    removeOf: (device: string) => `Remove ${device}`,
    removed: (device: string) => `${device} gets no notifications any more.`,
  },
  how: {
    title: "How it travels",
    steps: [
      "ShopifyTopic → ShopifyPushQueue: orders are collected for three seconds.",
      "PushDigestQueue: up to five orders are told one by one, more than that in one sum.",
      "PushSendQueue: one encrypted message per device, tried again for hours if its push service is away.",
    ],
    queue: "Look at the queue",
  },
};

export type NotificationTexts = typeof messages;
