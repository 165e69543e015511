// A book of contacts as large as wanted, the same every time.
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
