extension StyleSheet {
    /// Chords between the beats, the drop on two and four, a heavy bass that leaves room, an organ that bubbles.
    static let reggae = StyleSheet(
        tempo: 60...96,
        feel: Feel(unit: .sixteenths, swing: 0.5..<0.6, jitter: 0.005, snare: 0.004, bass: 0.008, comping: 0.004),
        drums: Drums(
            kits: [0, 8, 0], from: .calm,
            calm: [
                Metric(
                    four: [.kick: "....X.......X...", .sideStick: "....X.......X...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "....X.......", .sideStick: "....X...o...", .closedHat: "x.o.x.o.x.o."])
            ],
            full: [
                Metric(
                    four: [
                        .kick: "....X.......X...", .sideStick: "....X......oX..o", .closedHat: "xoxoxoxoxoxoxoxo",
                    ],
                    three: [.kick: "....X.......", .sideStick: "....X...o..o", .closedHat: "xoxoxoxoxoxo"]),
                Metric(
                    four: [
                        .kick: "x...X...x...X...", .snare: "....X.......X...", .closedHat: "x.xox.x.x.xox.x.",
                    ],
                    three: [.kick: "x...X.......", .snare: "....X.......", .closedHat: "x.xox.x.x.x."]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X...X...X...X...", .snare: "....X.......X...", .closedHat: "xoxoxoxoxoxoxo..",
                        .openHat: "..............x.",
                    ],
                    three: [.kick: "X...X...X...", .snare: "....X.......", .closedHat: "xoxoxoxoxoxo"]),
                Metric(
                    four: [
                        .kick: "....X.......X...", .snare: "....X..o..o.X...", .closedHat: "x.xox.xox.xox.xo",
                        .tambourine: "..x...x...x...x.",
                    ],
                    three: [.kick: "....X.......", .snare: "....X..o....", .closedHat: "x.xox.xox.xo"]),
            ],
            fills: [
                [.snare: "x.xx"], [.highTom: "x..x", .snare: "..x."], [.snare: "xx.x....", .highTom: "....x.x."],
                [.snare: "x..x..xx", .kick: "x......."], [.cowbell: "x.x.", .snare: "...x"],
            ], velocity: 84, volume: 106),
        bass: Bass(
            programs: [33, 33, 34, 38],
            calm: [
                Metric(four: "R-----..R-..5-..", three: "R-----..5-.."),
                Metric(four: "R---..R-5---....", three: "R---..R-5---"),
            ],
            full: [
                Metric(four: "R-..R-3-5-..5-3-", three: "R-..R-3-5-.."),
                Metric(four: "R-RR..5-8-..5-a-", three: "R-RR..5-a-.."),
                Metric(four: "R---..R-..R-5-3-|R---..5-..3-R-..", three: "R---..R-5-3-"),
            ],
            gate: 0.85, velocity: 98, volume: 110),
        keys: Keys(
            recorded: 0.1, comped: 0.8, programs: [16, 0], velocity: 0.7, volume: 82,
            comping: Comping(
                part: .keys, from: .thin, programs: [16, 17, 18, 0, 16], voicing: .close(center: 64, voices: 3),
                calm: [
                    Metric(four: "..x...x...x...x.", three: "..x...x...x."),
                    Metric(four: "..xo..xo..xo..xo", three: "..xo..xo..xo"),
                ],
                full: [
                    Metric(four: ".oxo.oxo.oxo.oxo", three: ".oxo.oxo.oxo"),
                    Metric(four: "..X...X...X...X.", three: "..X...X...X."),
                ], gate: 0.75, velocity: 74, volume: 84)),
        comping: [
            Comping(
                part: .guitar, from: .thin, programs: [27, 27, 28, 26], voicing: .close(center: 67, voices: 3),
                calm: [
                    Metric(four: "..X...X...X...X.", three: "..X...X...X."),
                    Metric(four: "..X...X...X...Xx", three: "..X...X...Xx"),
                ],
                full: [
                    Metric(four: "..X...X...X...X.", three: "..X...X...X."),
                    Metric(four: "..Xx..X...Xx..X.", three: "..Xx..X...X."),
                ], strum: 0.003, gate: 0.6, velocity: 80, volume: 88),
            Comping(
                part: .strings, chance: 0.3, from: .full, programs: [61, 61, 48],
                voicing: .close(center: 69, voices: 3),
                calm: [
                    Metric(four: "X-.x--..........|..........x-x---", three: "X-.x--......|........x---"), .held,
                ], lift: 2, velocity: 66, volume: 68),
            Comping(
                part: .pad, chance: 0.2, from: .full, programs: [89, 16, 52], voicing: .close(center: 66, voices: 3),
                calm: [.held], velocity: 50, volume: 56),
        ],
        lead: Lead(
            chance: 0.5, programs: [57, 65, 22, 27, 73, 16], range: 60...80,
            rhythms: [
                Metric(four: "..x-x-x-..x-x---", three: "..x-x-x-...."),
                Metric(four: "x-xx--x-x---....", three: "x-xx--x-x---"),
            ], velocity: 80, volume: 84))
}
