extension StyleSheet {
    /// Power chords, straight eighths in the bass, a loud backbeat.
    static let rock = StyleSheet(
        tempo: 96...160,
        feel: Feel(jitter: 0.006, hats: -0.003, comping: -0.002),
        drums: Drums(
            kits: [16, 16, 8, 0],
            calm: [
                Metric(
                    four: [.kick: "X.......X.x.....", .snare: "....X.......X...", .closedHat: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X.......x...", .snare: "....X.......", .closedHat: "X.x.X.x.X.x."]),
                Metric(
                    four: [.kick: "X.......X.......", .snare: "....x.......x...", .closedHat: "x...x...x...x..."],
                    three: [.kick: "X...........", .snare: "........X...", .closedHat: "x.x.x.x.x.x."]),
            ],
            full: [
                Metric(
                    four: [.kick: "X.x.....X.x.....", .snare: "....X.......X...", .closedHat: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X.x.....x...", .snare: "....X...X...", .closedHat: "X.x.X.x.X.x."]),
                Metric(
                    four: [
                        .kick: "X.....x...x.....", .snare: "....X.......X...", .floorTom: "x.x.x.x.x.x.x.x.",
                    ],
                    three: [.kick: "X.....x.....", .snare: "........X...", .floorTom: "x.x.x.x.x.x."]),
            ],
            chorus: [
                Metric(
                    four: [.kick: "X.x...x.X.x.....", .snare: "....X.......X...", .openHat: "X...X...X...X..."],
                    three: [.kick: "X.....x.....", .snare: "....X...X...", .openHat: "X...X...X..."]),
                Metric(
                    four: [.kick: "X.x...x.X.xx....", .snare: "....X.......X...", .ride: "X.x.X.x.X.x.X.x."],
                    three: [.kick: "X.....x...x.", .snare: "....X...X...", .ride: "X.x.X.x.X.x."]),
                Metric(
                    four: [.kick: "X.......X.......", .snare: "....X.......X...", .crash: "X...x...X...x..."],
                    three: [.kick: "X.......x...", .snare: "....X...X...", .crash: "X...x...x..."]),
            ],
            fills: tomFills, velocity: 104, volume: 118),
        bass: Bass(
            programs: [34, 33, 34],
            calm: [
                Metric(four: "R-R-R-R-R-R-R-R-", three: "R-R-R-R-R-R-"),
                Metric(four: "R-------R-R---a-", three: "R-------R-a-"),
            ],
            full: [
                Metric(four: "R-R-R-R-R-R-R-R-", three: "R-R-R-R-R-R-"),
                Metric(four: "R-R-R-R-R-R-5-a-", three: "R-R-R-R-5-a-"),
                Metric(four: "R-RRR-R-R-RRR-a-", three: "R-RRR-R-R-a-"),
            ],
            gate: 0.9, velocity: 98, volume: 88),
        keys: Keys(
            recorded: 0.25, comped: 0.25, programs: [0, 1, 2, 18], velocity: 0.85, volume: 96,
            comping: Comping(
                part: .keys, from: .full, programs: [18, 16, 0, 2], voicing: .close(center: 65, voices: 3),
                calm: [.held, Metric(four: "X-x-x-x-X-x-x-x-", three: "X-x-x-x-x-x-")],
                velocity: 76, volume: 78)),
        comping: [
            Comping(
                part: .guitar, from: .thin, programs: [29, 30, 29, 28], voicing: .power,
                calm: [
                    Metric(four: "x-x-x-x-x-x-x-x-", three: "x-x-x-x-x-x-"),
                    Metric(four: "X---------------", three: "X-----------"),
                    Metric(four: "X-------X-x-----", three: "X-------x---"),
                ],
                full: [
                    Metric(four: "X-x-x-x-X-x-x-x-", three: "X-x-x-x-x-x-"),
                    Metric(four: "X-------X---x---", three: "X-------x---"),
                    Metric(four: "X-----X-x---X---", three: "X-----X-x---"),
                    Metric(four: "X-------X---x->-", three: "X-----x-x->-"),
                    Metric(four: "X-xxX-xxX-xxX-xx", three: "X-xxX-xxX-xx"),
                ], strum: 0.004, gate: 0.95, velocity: 92, volume: 84),
            Comping(
                part: .pad, chance: 0.25, from: .chorus, programs: [18, 50, 90], voicing: .close(center: 67, voices: 3),
                calm: [.held], velocity: 62, volume: 62),
            Comping(
                part: .strings, chance: 0.2, from: .chorus, programs: [48, 50], voicing: .close(center: 67, voices: 3),
                calm: [.held], lift: 4, velocity: 60, volume: 62),
        ],
        lead: Lead(
            chance: 0.6, programs: [29, 30, 27, 30], range: 62...86,
            rhythms: [
                Metric(four: "..x-x-x-x-------", three: "..x-x-x-----"),
                Metric(four: "x-x-xxx-x-x-x---", three: "x-x-xxx-x---"),
                Metric(four: "x--x--x-x-------", three: "x--x--x-----"),
            ], velocity: 92, volume: 82))
}
