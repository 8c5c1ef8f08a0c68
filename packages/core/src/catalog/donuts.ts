import type { Product } from "./product.ts";

type Donut = Product & { initialStock: number };

/** What the shop sells. `initialStock` applies only when a product is first deployed. */
export const donuts: readonly Donut[] = [
  {
    id: "glazed",
    name: { en: "Original Glazed", ko: "오리지널 글레이즈드" },
    description: {
      en: "Pillowy yeast dough under a thin, crackling sugar glaze. The one everything began with.",
      ko: "폭신한 이스트 도넛에 얇고 바삭한 설탕 글레이즈를 입혔어요. 모든 이야기가 시작된 도넛이에요.",
    },
    price: 1500,
    initialStock: 100,
    reorderPoint: 20,
    restockQuantity: 100,
  },
  {
    id: "hoyong-special",
    name: { en: "Hoyong Special", ko: "호용 스페셜" },
    description: {
      en: "The one from the video: brown-butter cream, honey glaze and a crown of salted almonds. Gone in minutes.",
      ko: "영상 속 바로 그 도넛이에요. 브라운버터 크림에 꿀 글레이즈, 솔티드 아몬드를 왕관처럼 올렸어요.",
    },
    price: 3000,
    initialStock: 20,
    reorderPoint: 4,
    restockQuantity: 20,
  },
  {
    id: "strawberry-frosted",
    name: { en: "Strawberry Frosted", ko: "딸기 프로스티드" },
    description: {
      en: "Real Nonsan strawberries in a bright pink frosting, with a rain of sprinkles.",
      ko: "논산 딸기로 만든 분홍 프로스팅에 알록달록한 스프링클을 듬뿍 뿌렸어요.",
    },
    price: 1900,
    initialStock: 80,
    reorderPoint: 16,
    restockQuantity: 80,
  },
  {
    id: "chocolate-truffle",
    name: { en: "Chocolate Truffle", ko: "초콜릿 트러플" },
    description: {
      en: "Dark cocoa dough, a ganache as glossy as a mirror and shavings of 70 % chocolate.",
      ko: "진한 코코아 반죽에 거울처럼 반짝이는 가나슈, 70% 초콜릿을 갈아 올렸어요.",
    },
    price: 2300,
    initialStock: 80,
    reorderPoint: 16,
    restockQuantity: 80,
  },
  {
    id: "boston-cream",
    name: { en: "Boston Cream", ko: "보스턴 크림" },
    description: {
      en: "A round heart full of vanilla custard beneath a cap of chocolate.",
      ko: "동그란 도넛 속을 바닐라 커스터드로 가득 채우고 초콜릿을 씌웠어요.",
    },
    price: 2200,
    initialStock: 60,
    reorderPoint: 12,
    restockQuantity: 60,
  },
  {
    id: "matcha-ring",
    name: { en: "Jeju Matcha", ko: "제주 말차" },
    description: {
      en: "Stone-ground Jeju matcha in a white-chocolate glaze: a little bitter, very green.",
      ko: "맷돌로 간 제주 말차와 화이트 초콜릿 글레이즈. 살짝 쌉싸름하고 아주 초록이에요.",
    },
    price: 2400,
    initialStock: 60,
    reorderPoint: 12,
    restockQuantity: 60,
  },
  {
    id: "injeolmi",
    name: { en: "Injeolmi Crumb", ko: "인절미 크럼블" },
    description: {
      en: "Toasted soybean powder over a chewy glutinous-rice ring, with a hidden strip of rice cake.",
      ko: "쫀득한 찹쌀 도넛에 고소한 콩가루를 입히고 속에는 떡을 숨겨 두었어요.",
    },
    price: 2100,
    initialStock: 60,
    reorderPoint: 12,
    restockQuantity: 60,
  },
  {
    id: "black-sesame",
    name: { en: "Black Sesame", ko: "흑임자" },
    description: {
      en: "A night-black sesame glaze, roasted until it smells of nuts, with white seeds like stars.",
      ko: "고소하게 볶은 흑임자 글레이즈 위에 하얀 깨를 별처럼 뿌렸어요.",
    },
    price: 2200,
    initialStock: 50,
    reorderPoint: 10,
    restockQuantity: 50,
  },
  {
    id: "blueberry-cake",
    name: { en: "Blueberry Cake", ko: "블루베리 케이크" },
    description: {
      en: "An old-fashioned cake donut with bursting blueberries and a lemon drizzle.",
      ko: "톡톡 터지는 블루베리를 넣은 옛날식 케이크 도넛에 레몬 글레이즈를 뿌렸어요.",
    },
    price: 2000,
    initialStock: 60,
    reorderPoint: 12,
    restockQuantity: 60,
  },
  {
    id: "caramel-pecan",
    name: { en: "Salted Caramel Pecan", ko: "솔티드 캐러멜 피칸" },
    description: {
      en: "Slow-cooked caramel, sea salt from Sinan and pecans that crunch.",
      ko: "천천히 끓인 캐러멜에 신안 천일염, 바삭한 피칸을 올렸어요.",
    },
    price: 2500,
    initialStock: 50,
    reorderPoint: 10,
    restockQuantity: 50,
  },
  {
    id: "cinnamon-twist",
    name: { en: "Cinnamon Twist", ko: "시나몬 꽈배기" },
    description: {
      en: "The market-street twist: hand-braided, fried to order and rolled in cinnamon sugar.",
      ko: "시장에서 먹던 그 꽈배기. 손으로 꼬아 갓 튀겨 시나몬 설탕에 굴렸어요.",
    },
    price: 1700,
    initialStock: 80,
    reorderPoint: 16,
    restockQuantity: 80,
  },
  {
    id: "lavender-honey",
    name: { en: "Lavender Honey", ko: "라벤더 허니" },
    description: {
      en: "A pale lilac glaze with acacia honey and a pinch of lavender. Tastes like a slow afternoon.",
      ko: "아카시아 꿀과 라벤더를 넣은 연보라 글레이즈. 느긋한 오후 같은 맛이에요.",
    },
    price: 2300,
    initialStock: 40,
    reorderPoint: 8,
    restockQuantity: 40,
  },
];
