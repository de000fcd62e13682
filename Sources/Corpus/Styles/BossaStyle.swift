extension StyleSheet {
    /// Nylon guitar over the two-beat bossa bass, side stick and shaker, the hi-hat's pedal on two and four.
    static let bossa = StyleSheet(
        drums: Drums(
            calm: Metric(
                four: [
                    .kick: "x.....x.x.....x.", .sideStick: "x..x..x...x..x..", .shaker: "x.o.x.o.x.o.x.o.",
                    .pedalHat: "....X.......X...",
                ],
                three: [
                    .kick: "x.....x.....", .sideStick: "x..x....x...", .shaker: "x.o.x.o.x.o.",
                    .pedalHat: "....X...X...",
                ]),
            full: Metric(
                four: [
                    .kick: "x.....x.x.....x.", .sideStick: "x..x..x...x..x..", .closedHat: "XoxoXoxoXoxoXoxo",
                    .pedalHat: "....X.......X...",
                ],
                three: [
                    .kick: "x.....x.....", .sideStick: "x..x....x...", .closedHat: "XoxoXoxoXoxo",
                    .pedalHat: "....X...X...",
                ]),
            fill: [.sideStick, .highTom], crash: false, velocity: 74, volume: 114),
        bass: Bass(
            programs: [32, 32, 33],
            patterns: [
                Metric(four: "R-----5-5-----R-", three: "R-----5-5---"),
                Metric(four: "R-----R-5-----5-", three: "R-----R-5---"),
            ],
            gate: 0.9, velocity: 84, volume: 86),
        comping: [
            Comping(
                part: .guitar, programs: [24], voicing: .close(center: 62, voices: 4),
                patterns: [
                    Metric(four: "X--x--x---X--x--", three: "X--x----x---"),
                    Metric(four: "X-x---x-x---x-x-", three: "X-x---x-x---"),
                ], strum: 0.004, velocity: 76, volume: 92),
            Comping(
                part: .strings, chance: 0.3, programs: [48, 49], voicing: .close(center: 67, voices: 3),
                patterns: [Metric(four: "X---------------", three: "X-----------")], velocity: 48, volume: 56),
        ],
        keys: Keys(programs: [4, 5, 0], velocity: 0.8, volume: 108))
}
