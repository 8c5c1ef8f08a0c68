const number = new Intl.NumberFormat("en");

/** Texts of notifications, in the language the operator chose in the console. */
export const texts = {
  en: {
    newOrder: (name: string, sum: string) => `New order ${name} · ${sum}`,
    cancelled: (name: string, sum: string) => `Order ${name} cancelled · ${sum}`,
    testOrder: (title: string) => `TEST · ${title}`,
    orders: {
      new: (count: number) => (count === 1 ? "1 new order" : `${number.format(count)} new orders`),
      cancelled: (count: number) => (count === 1 ? "1 order cancelled" : `${number.format(count)} orders cancelled`),
      test: (count: number) => (count === 1 ? "1 test order" : `${number.format(count)} test orders`),
    },
    units: (count: number) => (count === 1 ? "1 donut" : `${number.format(count)} donuts`),
    owed: (count: number) => `${number.format(count)} owed until there are more`,
    unmapped: (count: number) => (count === 1 ? "1 line to map" : `${number.format(count)} lines to map`),
    test: {
      title: "Notifications reach this device",
      body: "This is the test that you have just sent. Orders will look like this.",
    },
  },
  ko: {
    newOrder: (name: string, sum: string) => `새 주문 ${name} · ${sum}`,
    cancelled: (name: string, sum: string) => `주문 ${name} 취소 · ${sum}`,
    testOrder: (title: string) => `테스트 · ${title}`,
    orders: {
      new: (count: number) => `새 주문 ${number.format(count)}건`,
      cancelled: (count: number) => `주문 취소 ${number.format(count)}건`,
      test: (count: number) => `테스트 주문 ${number.format(count)}건`,
    },
    units: (count: number) => `도넛 ${number.format(count)}개`,
    owed: (count: number) => `${number.format(count)}개는 재고가 들어오면 채워져요`,
    unmapped: (count: number) => `상품을 연결해야 할 항목 ${number.format(count)}개`,
    test: {
      title: "이 기기로 알림이 잘 와요",
      body: "방금 보낸 테스트 알림이에요. 주문이 들어오면 이렇게 알려 드려요.",
    },
  },
} as const;
