extension StyleSheet {
    /// Boom-chick: bass on one and three, guitar between, a train of brushes; fiddle, harmonica and steel answer.
    static let country = StyleSheet(
        tempo: 84...150,
        feel: Feel(swing: 0.5..<0.56, jitter: 0.006, hats: -0.002),
        drums: Drums(
            kits: [0, 40, 8], from: .calm,
            calm: [
                Metric(
                    four: [.kick: "X.......X.......", .sideStick: "....X.......X...", .closedHat: "x.x.x.x.x.x.x.x."],
                    three: [.kick: "X...........", .sideStick: "....x...x...", .closedHat: "x...x...x..."]),
                Metric(
                    four: [.kick: "X.......X.......", .snare: "ooxooooXooxooooX"],
                    three: [.kick: "X...........", .snare: "o.oox.oox.oo"]),
            ],
            full: [
                Metric(
                    four: [.kick: "X.......X.......", .snare: "ooXoooXoooXoooXo"],
                    three: [.kick: "X...........", .snare: "ooooX.ooX.oo"]),
                Metric(
                    four: [.kick: "X.....x.X.......", .snare: "....X.......X...", .closedHat: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X...........", .snare: "....X...X...", .closedHat: "X.x.X.x.X.x."]),
            ],
            chorus: [
                Metric(
                    four: [.kick: "X.....x.X.x.....", .snare: "....X.......X...", .ride: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X...........", .snare: "....X...X...", .ride: "X.x.X.x.X.x."]),
                Metric(
                    four: [
                        .kick: "X...x...X...x...", .snare: "ooXoooXoooXoooXo", .tambourine: "....x.......x...",
                    ],
                    three: [.kick: "X.......x...", .snare: "ooooX.ooX.oo", .tambourine: "....x...x..."]),
            ],
            fills: tomFills + softFills, velocity: 82, volume: 106),
        bass: Bass(
            programs: [33, 32, 33],
            calm: [
                Metric(four: "R-------5-------", three: "R-----------"),
                Metric(four: "R-------5-------|R-------5---a---", three: "R-----------|R-------a---"),
            ],
            full: [
                Metric(four: "R-------5---3-a-", three: "R-------5-a-"),
                Metric(four: "R-------5-------|R---3---5---a---", three: "R-------5---|R---3---a---"),
            ],
            gate: 0.8, velocity: 88, volume: 96),
        keys: Keys(
            recorded: 0.2, comped: 0.35, programs: [0, 3], velocity: 0.85, volume: 90,
            comping: Comping(
                part: .keys, from: .calm, programs: [3, 0, 3, 21], voicing: .close(center: 65, voices: 3),
                calm: [
                    Metric(four: "....X-......X-..", three: "....X-..X-.."),
                    Metric(four: "X-------X-------", three: "X-----------"),
                ],
                full: [
                    Metric(four: "B---X-..F---X-..", three: "B---X-..X-.."),
                    Metric(four: "..x-X-x-..x-X-x-", three: "B-x-X-x-X-x-"),
                ], lift: 4, velocity: 74, volume: 84)),
        comping: [
            Comping(
                part: .guitar, from: .thin, programs: [25, 25, 25, 24], voicing: .guitar,
                calm: [
                    Metric(four: "0---x-x-1---x-x-", three: "0---x---x---"),
                    Metric(four: "0---X---1---X---", three: "0---X---X---"),
                    Metric(four: "0-3-2-4-1-3-2-4-", three: "0-3-4-3-4-3-"),
                ],
                full: [
                    Metric(four: "0---X-x-1---X-x-", three: "0---X-x-X-x-"),
                    Metric(four: "X-x-X-xxX-x-X-xx", three: "X-x-X-x-X-x-"),
                ], strum: 0.007, velocity: 80, volume: 96),
            Comping(
                part: .strings, chance: 0.3, from: .full, programs: [48, 49, 40],
                voicing: .close(center: 69, voices: 3),
                calm: [.held], lift: 3, velocity: 54, volume: 64),
            Comping(
                part: .pad, chance: 0.2, from: .full, programs: [16, 21, 22], voicing: .close(center: 65, voices: 3),
                calm: [.held], velocity: 54, volume: 60),
        ],
        lead: Lead(
            chance: 0.75, programs: [110, 22, 105, 25, 27, 40], range: 64...86,
            rhythms: [
                Metric(four: "x-x-x-x-x-x-x---", three: "x-x-x-x-x---"),
                Metric(four: "..x-xxx-x-x-x---", three: "..x-xxx-x---"),
                Metric(four: "..x-x---x-x-x---", three: "..x-x---x---"),
            ], velocity: 84, volume: 86))
}
