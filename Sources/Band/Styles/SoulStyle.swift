extension StyleSheet {
    /// Electric piano and clean guitar chops, a bass that talks, a snare behind the beat; sixteenths lean a little.
    static let soul = StyleSheet(
        tempo: 62...112,
        feel: Feel(
            unit: .sixteenths, swing: 0.52..<0.6, jitter: 0.006, snare: 0.012, hats: 0.003, bass: 0.006, comping: 0.006),
        drums: Drums(
            kits: [0, 8, 0],
            calm: [
                Metric(
                    four: [.kick: "X.........x.....", .sideStick: "....X.......X...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X.....x.....", .sideStick: "....x...x...", .closedHat: "x.o.x.o.x.o."]),
                Metric(
                    four: [.kick: "X......x..x.....", .snare: "....x.......x...", .closedHat: "xoxoxoxoxoxoxoxo"],
                    three: [.kick: "X......x....", .snare: "........x...", .closedHat: "xoxoxoxoxoxo"]),
            ],
            full: [
                Metric(
                    four: [
                        .kick: "X.x....x..x.....", .snare: "....X..o.o..X..o", .closedHat: "xoxoxoxoxoxoxoxo",
                    ],
                    three: [.kick: "X.x....x....", .snare: "....X..oX..o", .closedHat: "xoxoxoxoxoxo"]),
                Metric(
                    four: [.kick: "X..x..x...x.....", .snare: "....X.......X..o", .closedHat: "x.x.x.x.x.x.x.x."],
                    three: [.kick: "X..x..x.....", .snare: "....X...X...", .closedHat: "x.x.x.x.x.x."]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X.x..x.x..x..x..", .snare: "....X..o.o..X..o", .closedHat: "xoxoxox.xoxoxox.",
                        .openHat: ".......x........", .tambourine: "....x.......x...",
                    ],
                    three: [
                        .kick: "X.x....x....", .snare: "....X..oX..o", .closedHat: "xoxoxoxoxoxo",
                        .tambourine: "....x...x...",
                    ]),
                Metric(
                    four: [
                        .kick: "X.....x...x.....", .snare: "X...X...X...X...", .closedHat: "x.x.x.x.x.x.x.x.",
                        .tambourine: "x.x.x.x.x.x.x.x.",
                    ],
                    three: [.kick: "X.....x.....", .snare: "....X...X...", .tambourine: "x.x.x.x.x.x."]),
            ],
            fills: tomFills + softFills, velocity: 86, volume: 110),
        bass: Bass(
            programs: [33, 33, 34, 36],
            calm: [
                Metric(four: "R-----.R5-....a-", three: "R-----.R5-a-"),
                Metric(four: "R--R....R-..5-a-", three: "R--R..5-..a-"),
            ],
            full: [
                Metric(four: "R-.R..8.R-.R5-a-", three: "R-.R..8.5-a-"),
                Metric(four: "R--5..7-8-.R..a-|R--R..5-R-.3..a-", three: "R--5..7-8-a-"),
                Metric(four: "R-R.5-.R..7-5-a-", three: "R-R.5-.R5-a-"),
            ],
            gate: 0.8, velocity: 90, volume: 96),
        keys: Keys(
            recorded: 0.25, comped: 0.65, programs: [4, 0, 5, 2], velocity: 0.85, volume: 96,
            comping: Comping(
                part: .keys, from: .thin, programs: [4, 4, 5, 16, 17, 0, 7], voicing: .rootless(center: 64, voices: 4),
                calm: [
                    Metric(four: "X-----.x--......", three: "X-----.x--.."),
                    Metric(four: "X---------x-----", three: "X-----x-----"),
                    .held,
                ],
                full: [
                    Metric(four: "X--x..x-..x--x..", three: "X--x..x-..x."),
                    Metric(four: "X-----.x--x-....", three: "X-----.x--x-"),
                    Metric(four: "..X---..X-.x--..", three: "X-X---..X-.x"),
                    Metric(four: "X--x..x-..x-..>-", three: "X--x..x-..>-"),
                ], lift: 3, velocity: 72, volume: 98)),
        comping: [
            Comping(
                part: .guitar, chance: 0.7, from: .calm, programs: [27, 27, 26, 28],
                voicing: .close(center: 69, voices: 3),
                calm: [
                    Metric(four: "....X.......X...", three: "....X...X..."),
                    Metric(four: "....X......xX...", three: "....X...X..x"),
                ],
                full: [
                    Metric(four: "..o.X.ox..o.X.ox", three: "..o.X.oxX.ox"),
                    Metric(four: "x.ox..x.o.x..ox.", three: "x.ox..x.o.x."),
                    Metric(four: "....X.......X.xx", three: "....X...X.xx"),
                ], strum: 0.003, gate: 0.6, velocity: 72, volume: 82),
            Comping(
                part: .strings, chance: 0.4, from: .full, programs: [48, 50, 61, 61],
                voicing: .close(center: 70, voices: 3),
                calm: [.held, Metric(four: "X---............|X-.X--..........", three: "X---........")],
                lift: 3, velocity: 64, volume: 66),
            Comping(
                part: .pad, chance: 0.2, from: .full, programs: [16, 17, 91], voicing: .close(center: 65, voices: 3),
                calm: [.held], velocity: 54, volume: 62),
        ],
        lead: Lead(
            chance: 0.55, programs: [61, 65, 66, 56, 59, 27, 4], range: 62...82,
            rhythms: [
                Metric(four: "..x-xx-x-.x-x---", three: "..x-xx-x--.."),
                Metric(four: "x-.xx-x-x---....", three: "x-.xx-x-x---"),
            ], velocity: 80, volume: 88))
}
