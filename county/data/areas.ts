/** Groups of municipalities that several units serve, by SCB code. West is the area of Närvård västra Skaraborg. */

export const west = ['1445', '1444', '1471', '1494', '1495', '1470'] as const;
export const east = ['1446', '1447', '1472', '1473', '1493', '1496', '1497', '1498', '1499'] as const;
export const all = [...west, ...east] as const;
