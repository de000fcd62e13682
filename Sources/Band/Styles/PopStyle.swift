extension StyleSheet {
    /// Piano and guitar over bass and backbeat.
    static let pop = StyleSheet(
        tempo: 84...128,
        feel: Feel(jitter: 0.004, snare: 0.002),
        drums: Drums(
            kits: [0, 0, 8, 16],
            calm: [
                Metric(
                    four: [.kick: "X.....x.X.......", .sideStick: "....X.......X...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X...........", .sideStick: "....x...x...", .closedHat: "x.o.x.o.x.o."]),
                Metric(
                    four: [.kick: "X.......X.x.....", .snare: "....x.......x...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X.....x.....", .snare: "........x...", .closedHat: "x.o.x.o.x.o."]),
            ],
            full: [
                Metric(
                    four: [.kick: "X.....x.X.x.....", .snare: "....X.......X...", .closedHat: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X.....x.....", .snare: "....X...X...", .closedHat: "X.x.X.x.X.x."]),
                Metric(
                    four: [.kick: "X..x....X..x....", .snare: "....X.......X..o", .closedHat: "xoxoxoxoxoxoxoxo"],
                    three: [.kick: "X..x........", .snare: "....X...X..o", .closedHat: "xoxoxoxoxoxo"]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X..x..x.X.x.....", .snare: "....X.......X..o", .openHat: "..............x.",
                        .closedHat: "X.x.X.x.X.x.X...", .tambourine: "....x.......x...",
                    ],
                    three: [.kick: "X.....x.....", .snare: "....X...X...", .ride: "X.x.X.x.X.x."]),
                Metric(
                    four: [.kick: "X.....xxX.......", .snare: "....X.......X...", .ride: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X.....x...x.", .snare: "....X...X...", .ride: "X.x.X.x.X.x."]),
            ],
            fills: tomFills, velocity: 88, volume: 112),
        bass: Bass(
            programs: [33, 33, 34, 36],
            calm: [
                Metric(four: "R-------R---5-a-", three: "R-------5-a-"),
                Metric(four: "R-----R-R-----a-", three: "R-------R-a-"),
            ],
            full: [
                Metric(four: "R-----R-R---5-a-", three: "R-----R-5-a-"),
                Metric(four: "R--R--R-R--R--a-", three: "R---R---5-a-"),
                Metric(four: "R-R-R-R-R-R-R-a-", three: "R-R-R-R-R-a-"),
            ],
            gate: 0.85, velocity: 88, volume: 86),
        keys: Keys(
            recorded: 0.4, comped: 0.5, programs: [0, 0, 1, 2], velocity: 0.9, volume: 112,
            comping: Comping(
                part: .keys, from: .thin, programs: [0, 1, 2, 4, 5], voicing: .close(center: 64, voices: 3),
                calm: [
                    Metric(four: "Z-------X-------", three: "Z-------x---"),
                    Metric(four: "Z---x---x---x---", three: "Z---x---x---"),
                    Metric(four: "Z-----x-----x---", three: "Z-----x-----"),
                ],
                full: [
                    Metric(four: "Z---X---X---X---", three: "Z---X---X---"),
                    Metric(four: "Z--X--X-Z--X--X-", three: "Z--X--X--X--"),
                    Metric(four: "Z---X---x-x--->-", three: "Z---X---x->-"),
                    Metric(four: "Z-x-X-x-Z-x-X-x-", three: "Z-x-X-x-X-x-"),
                ], lift: 4, velocity: 76, volume: 100)),
        comping: [
            Comping(
                part: .guitar, chance: 0.85, programs: [25, 25, 27, 24], voicing: .guitar,
                calm: [
                    Metric(four: "X-----x-X---x---", three: "X-----x-x---"),
                    Metric(four: "0-2-3-4-3-2-4-3-", three: "0-2-3-4-3-2-"),
                ],
                full: [
                    Metric(four: "X---x-x-X-x---x-", three: "X---x-x-x-x-"),
                    Metric(four: "X---X-x-.-x-X-x-", three: "X---X-x-X-x-"),
                    Metric(four: "X-xxX-xxX-xxX-xx", three: "X-xxX-xxX-xx"),
                    Metric(four: "X---x-x-X-x-x->-", three: "X---x-x-x->-"),
                ], strum: 0.007, velocity: 70, volume: 88),
            Comping(
                part: .pad, chance: 0.45, from: .full, programs: [88, 89, 90, 94],
                voicing: .close(center: 67, voices: 3),
                calm: [.held], lift: 5, velocity: 56, volume: 68),
            Comping(
                part: .strings, chance: 0.3, from: .full, programs: [48, 50, 51], voicing: .open(center: 70, voices: 3),
                calm: [.held], lift: 5, velocity: 56, volume: 66),
        ],
        lead: Lead(
            chance: 0.5, programs: [27, 26, 80, 73, 11, 62], range: 64...84,
            rhythms: [
                Metric(four: "..x-x-x-x---x---", three: "..x-x-x-x---"),
                Metric(four: "x-xxx-x-x-------", three: "x-xxx-x-----"),
                Metric(four: "....x-x-x-x-x---", three: "....x-x-x---"),
            ], velocity: 78, volume: 88))
}
