extension StyleSheet {
    /// A walking bass, the ride cymbal's pattern, piano between the beats, a guitar on all four; a jazz waltz in three.
    static let swing = StyleSheet(
        tempo: 88...180,
        feel: Feel(swing: 0.6..<0.68, jitter: 0.006, bass: -0.003, comping: 0.006),
        drums: Drums(
            kits: [32, 40, 32, 0], from: .calm,
            calm: [
                Metric(
                    four: [.ride: "x...x...x...x...", .pedalHat: "....x.......x...", .kick: "o...o...o...o..."],
                    three: [.ride: "x...x...x...", .pedalHat: "....x...x...", .kick: "o..........."]),
                Metric(
                    four: [.swirl: "x...x...x...x...", .snare: "....x.......x...", .pedalHat: "....x.......x..."],
                    three: [.swirl: "x...x...x...", .pedalHat: "....x...x..."]),
            ],
            full: [
                Metric(
                    four: [
                        .ride: "x...X.x.x...X.x.", .pedalHat: "....X.......X...", .kick: "o...o...o...o...",
                        .snare: "..........o.....|......o.......o.",
                    ],
                    three: [.ride: "x...X.x.x.x.", .pedalHat: "....X...x...", .kick: "x.....o....."])
            ],
            chorus: [
                Metric(
                    four: [
                        .ride: "x...X.x.x...X.x.", .pedalHat: "....X.......X...", .kick: "o...o.x.o...o...",
                        .snare: "......x.......o.|..o.......x...x.",
                    ],
                    three: [
                        .ride: "x...X.x.x.x.", .pedalHat: "....X...x...", .kick: "x.........o.",
                        .snare: "......x.....|..o.......x.",
                    ]),
                Metric(
                    four: [
                        .ride: "x...X.x.x...X.x.", .pedalHat: "....X.......X...", .sideStick: "............x...",
                        .kick: "o...o...o...o...",
                    ],
                    three: [.ride: "x...X.x.x.x.", .pedalHat: "....X...X...", .sideStick: "........x..."]),
            ],
            fills: swungFills, crash: .crash, velocity: 76, volume: 108),
        bass: Bass(
            programs: [32, 32, 32, 33],
            calm: [
                Metric(four: "R-------5-------", three: "R-----------"),
                Metric(four: "R-------5---a---", three: "R-------a---"),
            ],
            full: [
                Metric(four: "R---3---5---a---|R---w---w---a---", three: "R---5---a---|R---w---a---"),
                Metric(four: "R---w---w---a---", three: "R---w---a---"),
                Metric(four: "R---5---8---a---|R---w---w-w-a---", three: "R---3---a---"),
            ],
            gate: 0.92, velocity: 88, volume: 104),
        keys: Keys(
            recorded: 0.2, comped: 0.65, programs: [0, 0, 1], velocity: 0.8, volume: 96,
            comping: Comping(
                part: .keys, from: .calm, programs: [0, 0, 0, 4, 16], voicing: .rootless(center: 63, voices: 4),
                calm: [
                    Metric(four: "X-------........", three: "X-------...."),
                    Metric(four: "X-....x---......", three: "X-....x---.."),
                ],
                full: [
                    Metric(four: "X-....x-........", three: "X-....x-...."),
                    Metric(four: "..x---..x-....x-|X-....x-....x-..", three: "..x---..x-.."),
                    Metric(four: "X-....x-......x-|......x---..x-..", three: "X-....x-..x-"),
                    Metric(four: "X-....x-......>-", three: "X-....x-..>-"),
                ], gate: 0.9, velocity: 70, volume: 92)),
        comping: [
            Comping(
                part: .guitar, chance: 0.7, from: .thin, programs: [26, 26, 25], voicing: .close(center: 57, voices: 3),
                calm: [
                    Metric(four: "x---X---x---X---", three: "x---X---X---"),
                    Metric(four: "X-------X-------", three: "X-----------"),
                ],
                full: [Metric(four: "x---X---x---X---", three: "x---X---X---")],
                strum: 0.005, gate: 0.62, velocity: 68, volume: 80),
            Comping(
                part: .strings, chance: 0.25, from: .full, programs: [61, 65, 48],
                voicing: .close(center: 66, voices: 4),
                calm: [
                    Metric(four: "......x-........|..........x-x---", three: "......x-....|........x---"), .held,
                ], lift: 3, velocity: 66, volume: 70),
        ],
        lead: Lead(
            chance: 0.65, programs: [56, 59, 65, 66, 71, 11, 26], range: 60...82,
            rhythms: [
                Metric(four: "..x-x-x-x-x-x---", three: "..x-x-x-x---"),
                Metric(four: "x-x---x-..x-x-..", three: "x-x---x-...."),
                Metric(four: "......x-x-x-x-x-", three: "....x-x-x-x-"),
            ], velocity: 80, volume: 90))
}
