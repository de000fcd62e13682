extension StyleSheet {
    /// A dusty loop: drunken sixteenths, snare late, electric piano chords, a jazz guitar somewhere behind.
    static let lofi = StyleSheet(
        tempo: 60...92,
        feel: Feel(
            unit: .sixteenths, swing: 0.56..<0.66, jitter: 0.008, snare: 0.018, hats: 0.006, bass: 0.01, comping: 0.012),
        drums: Drums(
            kits: [0, 8, 25, 32], chance: 0.95, from: .calm,
            calm: [
                Metric(
                    four: [.kick: "X......x..x.....", .snare: "....x.......x...", .closedHat: "x.x.x.x.x.x.x.x."],
                    three: [.kick: "X......x....", .snare: "........x...", .closedHat: "x.x.x.x.x.x."]),
                Metric(
                    four: [.kick: "X.........x.....", .sideStick: "....x.......x...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X.....x.....", .sideStick: "....o...x...", .closedHat: "x.o.x.o.x.o."]),
            ],
            full: [
                Metric(
                    four: [
                        .kick: "X..x...x..x.....|X......x.xx.....", .snare: "....X.......X...",
                        .closedHat: "x.xox.x.x.xox.xo",
                    ],
                    three: [.kick: "X..x...x....", .snare: "....o...X...", .closedHat: "x.xox.x.x.xo"]),
                Metric(
                    four: [
                        .kick: "X.x....x..x.....", .snare: "....X..o....X...", .closedHat: "x.x.x.x.x.x.x.x.",
                        .shaker: "..o...o...o...o.",
                    ],
                    three: [.kick: "X.x....x....", .snare: "........X..o", .closedHat: "x.x.x.x.x.x."]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X..x...x..x....x", .snare: "....X..o....X..o", .closedHat: "x.xox.x.x.xox...",
                        .openHat: "..............x.",
                    ],
                    three: [.kick: "X..x...x....", .snare: "....X..oX...", .closedHat: "x.xox.x.x.xo"]),
                Metric(
                    four: [
                        .kick: "X.x....x..xx....", .snare: "....X.......X..o", .ride: "x.x.x.x.x.x.x.x.",
                    ],
                    three: [.kick: "X.x....x....", .snare: "....X...X...", .ride: "x.x.x.x.x.x."]),
            ],
            fills: softFills, crash: nil, velocity: 76, volume: 110),
        bass: Bass(
            programs: [33, 32, 35, 39],
            calm: [
                Metric(four: "R---------------", three: "R-----------"),
                Metric(four: "R-----.R--......", three: "R-----.R--.."),
            ],
            full: [
                Metric(four: "R-----.R--5-..a-", three: "R-----.R--a-"),
                Metric(four: "R--R....5-.7..a-", three: "R--R..5-..a-"),
            ],
            gate: 0.9, velocity: 80, volume: 98),
        keys: Keys(
            recorded: 0.2, comped: 0.75, programs: [4, 5, 0, 11], velocity: 0.75, volume: 94,
            comping: Comping(
                part: .keys, from: .thin, programs: [4, 4, 5, 0, 11], voicing: .rootless(center: 63, voices: 4),
                calm: [
                    .held,
                    Metric(four: "X-------x-------", three: "X-------x---"),
                    Metric(four: "X---------.x----", three: "X-----.x----"),
                ],
                full: [
                    Metric(four: "X-----.x--x-----", three: "X-----.x----"),
                    Metric(four: "X--x----..x-----", three: "X--x----x---"),
                    Metric(four: "X-----.x--x---.>", three: "X-----.x--.>"),
                ], strum: 0.012, velocity: 66, volume: 100)),
        comping: [
            Comping(
                part: .guitar, chance: 0.45, from: .full, programs: [26, 24, 27],
                voicing: .close(center: 64, voices: 3),
                calm: [
                    Metric(four: "....x--.....x--.", three: "....x--.x--."),
                    Metric(four: "0-1-2---..1-0---", three: "0-1-2-1-0---"),
                    Metric(four: "X-------......x-", three: "X-------..x-"),
                ], strum: 0.008, velocity: 60, volume: 76),
            Comping(
                part: .pad, chance: 0.4, from: .calm, programs: [89, 91, 95, 52],
                voicing: .close(center: 66, voices: 3),
                calm: [.held], velocity: 48, volume: 58),
            Comping(
                part: .strings, chance: 0.15, from: .full, programs: [48, 49], voicing: .open(center: 68, voices: 3),
                calm: [.held], velocity: 46, volume: 54),
        ],
        lead: Lead(
            chance: 0.5, programs: [11, 26, 4, 65, 73, 12], range: 64...84,
            rhythms: [
                Metric(four: "..x-.xx-....x---", three: "..x-.xx-...."),
                Metric(four: "x-..x-xx-.......", three: "x-..x-xx-..."),
            ], velocity: 62, volume: 82))
}
