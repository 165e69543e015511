// A book of contacts, or of orders, as large as wanted, the same every time.
const kGiven = ['Agnieszka', 'Tobias', 'Marie-Claire', '結衣', 'Dimitra', 'Олена', 'Özlem', 'Søren', 'João', 'Käthe', 'Saoirse', 'Wanjiru', 'Hanh', 'Diego'];
const kFamily = ['Wróblewska', 'Lindqvist', 'Dubois', '佐藤', 'Papadopoulou', 'Шевченко', 'Kaya', 'Østergaard', 'Figueiredo', 'Brandt', 'Llewellyn', 'Kamau', 'Nguyễn'];
const kCities = ['Kraków', 'Malmö', 'Lyon', '東京', 'Αθήνα', 'Київ', 'İstanbul', 'Aarhus', 'Porto', 'Lübeck', 'Galway'];
const kTags = ['Frequent', 'Occasional', 'Book club', 'Poetry', 'Travel', ''];

export function contactsCsv(count) {
    const lines = ['Name,E-mail,Phone,City,Tags'];
    for (let i = 0; i < count; ++i) {
        const of = (list, step) => list[Math.floor(i / step) % list.length];
        lines.push(`${of(kGiven, 1)} ${of(kFamily, 3)} ${i},person${i}@mail${i % 40}.example,+44 7700 ${String(900_000 + i).slice(-6)},${of(kCities, 2)},${of(kTags, 1)}`);
    }
    return `${lines.join('\n')}\n`;
}

/// One order a line, of customers who come with them.
export function ordersCsv(count, customers) {
    const lines = ['Order number,Order date,Customer number,Name,Product,Quantity,Unit price,Status'];
    for (let i = 0; i < count; ++i) {
        const who = (i * 7919) % customers;
        const day = new Date(Date.UTC(2024, 0, 1 + (i * 31) % 730)).toISOString().slice(0, 10);
        lines.push(`${10_000 + i},${day},${who},${kGiven[who % kGiven.length]} ${kFamily[Math.floor(who / 3) % kFamily.length]} ${who},Thing ${i % 500},${1 + i % 3},${(4 + (i * 37) % 6000 / 100).toFixed(2)},${i % 11 ? 'paid' : 'placed'}`);
    }
    return `${lines.join('\n')}\n`;
}
