extension StyleSheet {
    /// Nylon guitar over the two-beat bossa bass, the clave on the side stick over two bars, the hi-hat's pedal on two
    /// and four.
    static let bossa = StyleSheet(
        tempo: 66...144,
        feel: Feel(jitter: 0.006, comping: 0.004),
        drums: Drums(
            kits: [0, 32, 40, 8], from: .calm,
            calm: [
                Metric(
                    four: [
                        .kick: "x.....x.x.....x.", .sideStick: "x.....x.....x...|....x.....x.....",
                        .shaker: "x.o.x.o.x.o.x.o.",
                    ],
                    three: [.kick: "x.....x.....", .sideStick: "x.....x.....|....x...x...", .shaker: "x.o.x.o.x.o."])
            ],
            full: [
                Metric(
                    four: [
                        .kick: "x.....x.x.....x.", .sideStick: "x.....x.....x...|....x.....x.....",
                        .closedHat: "xoxoxoxoxoxoxoxo", .pedalHat: "....X.......X...",
                    ],
                    three: [
                        .kick: "x.....x.....", .sideStick: "x..x....x...", .closedHat: "xoxoxoxoxoxo",
                        .pedalHat: "....X...X...",
                    ])
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "x.....xxx.....xx", .sideStick: "x..x..x.....x...|..x.x.....x..x..",
                        .ride: "x.xxx.xxx.xxx.xx", .pedalHat: "....X.......X...",
                    ],
                    three: [
                        .kick: "x.....x.....", .sideStick: "x..x....x...", .ride: "x.xxx.xxx.xx",
                        .pedalHat: "....X...X...",
                    ]),
                Metric(
                    four: [
                        .kick: "x.....x.x.....x.", .sideStick: "x..x..x...x..x..", .closedHat: "XoxoXoxoXoxoXoxo",
                        .openConga: "............x.x.", .lowConga: "...x...........x",
                    ],
                    three: [.kick: "x.....x.....", .sideStick: "x..x....x...", .closedHat: "XoxoXoxoXoxo"]),
            ],
            fills: [
                [.sideStick: "x.xx"], [.highTom: "x.x.", .lowTom: "...x"], [.snare: "..o.x.xx"],
                [.openConga: "x.xxx...", .lowConga: ".....xx."],
            ], crash: nil, velocity: 74, volume: 112),
        bass: Bass(
            programs: [32, 32, 33, 35],
            calm: [
                Metric(four: "R-------5-------", three: "R-------5---"),
                Metric(four: "R-----5-5-------", three: "R-----5-5---"),
            ],
            full: [
                Metric(four: "R-----5-5-----R-", three: "R-----5-5---"),
                Metric(four: "R-----R-5-----5-", three: "R-----R-5---"),
                Metric(four: "R-----5-8-----a-", three: "R-----5-a---"),
            ],
            gate: 0.9, velocity: 84, volume: 88),
        keys: Keys(
            recorded: 0.3, comped: 0.35, programs: [4, 5, 0], velocity: 0.8, volume: 98,
            comping: Comping(
                part: .keys, from: .full, programs: [4, 5, 0, 11], voicing: .rootless(center: 65, voices: 3),
                calm: [
                    Metric(four: "X-----x-----X---|----X-----x-----", three: "X-----x-----"),
                    .held,
                ], gate: 0.85, velocity: 64, volume: 88)),
        comping: [
            Comping(
                part: .guitar, from: .thin, programs: [24, 24, 24, 26], voicing: .close(center: 60, voices: 4),
                calm: [
                    Metric(four: "X--x--x---X--x--", three: "X--x----x---"),
                    Metric(four: "Z--x--x-B-x--x--", three: "Z--x--x-x---"),
                    Metric(four: "X-x---x-x---x-x-", three: "X-x---x-x---"),
                ],
                full: [
                    Metric(four: "Z--x--x-B-x--x--|B-x--x--Z-x---x-", three: "Z--x--x-x---"),
                    Metric(four: "X--x--x---X--x--|..X--x--X--x--x-", three: "X--x----x-x-"),
                    Metric(four: "Z--x--x-B-x--->-", three: "Z--x--x--->-"),
                ], strum: 0.004, gate: 0.9, velocity: 76, volume: 94),
            Comping(
                part: .strings, chance: 0.25, from: .full, programs: [48, 49], voicing: .close(center: 67, voices: 3),
                calm: [.held], lift: 3, velocity: 48, volume: 56),
        ],
        lead: Lead(
            chance: 0.55, programs: [73, 65, 66, 11, 24, 12], range: 65...86,
            rhythms: [
                Metric(four: "..x--x-x-x------", three: "..x--x-x----"),
                Metric(four: "x--x--x-x-x-----", three: "x--x--x-----"),
            ], velocity: 70, volume: 88))
}
