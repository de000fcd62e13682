extension StyleSheet {
    /// A steel-string guitar, picked or strummed, with a round bass and a cajón or a shaker: a singer at the microphone.
    static let acoustic = StyleSheet(
        tempo: 70...124,
        feel: Feel(jitter: 0.009, comping: -0.002),
        drums: Drums(
            kits: [0, 8, 40], chance: 0.65, from: .full,
            calm: [
                Metric(four: [.shaker: "x.o.x.o.x.o.x.o."], three: [.shaker: "x.o.x.o.x.o."])
            ],
            full: [
                Metric(
                    four: [.kick: "X.....x.x.......", .sideStick: "....x.......x...", .shaker: "xoxoxoxoxoxoxoxo"],
                    three: [.kick: "X...........", .sideStick: "....o...x...", .shaker: "x.o.x.o.x.o."]),
                Metric(
                    four: [.kick: "X.......X.......", .tambourine: "....x.......x...", .shaker: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X...........", .tambourine: "....o...x..."]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X.....x.X.x.....", .snare: "....x..o....x..o", .shaker: "xoxoxoxoxoxoxoxo",
                        .tambourine: "....x.......x...",
                    ],
                    three: [
                        .kick: "X.....x.....", .snare: "....x...x..o", .shaker: "xoxoxoxoxoxo",
                        .tambourine: "........x...",
                    ]),
                Metric(
                    four: [.kick: "X...x...X...x...", .tambourine: "o.x.o.x.o.x.o.x.", .clap: "....x.......x..."],
                    three: [.kick: "X.......x...", .tambourine: "o.x.o.x.o.x."]),
            ],
            fills: softFills, crash: nil, velocity: 70, volume: 100),
        bass: Bass(
            programs: [32, 35, 33], from: .calm,
            calm: [
                Metric(four: "R-------R-------", three: "R-----------"),
                Metric(four: "R-------5-------", three: "R-------5---"),
            ],
            full: [
                Metric(four: "R-----R-R-----a-", three: "R-----R-5---"),
                Metric(four: "R-------5---R-a-", three: "R-------5-a-"),
            ],
            gate: 0.92, velocity: 74, volume: 90),
        keys: Keys(
            recorded: 0.15, comped: 0.25, programs: [0, 1, 4], velocity: 0.8, volume: 84,
            comping: Comping(
                part: .keys, from: .full, programs: [0, 19, 16, 4, 21], voicing: .close(center: 65, voices: 3),
                calm: [.held, Metric(four: "X-------x-------", three: "X-----------")], lift: 4, velocity: 58,
                volume: 78)),
        comping: [
            Comping(
                part: .guitar, from: .thin, programs: [25, 25, 25, 24], voicing: .guitar,
                calm: [
                    Metric(four: "0-3-2-4-1-3-2-4-", three: "0-2-3-4-3-2-"),
                    Metric(four: "0--30-2-1--32-3-", three: "0-2-4-3-2-3-"),
                    Metric(four: "0-5-3-4-2-5-3-4-", three: "0-3-4-5-4-3-"),
                    Metric(four: "X-------X---x---", three: "X-------x---"),
                ],
                full: [
                    Metric(four: "X---X-x---x-X-x-", three: "X---X-x-X-x-"),
                    Metric(four: "X---x-x-X-x-x-x-", three: "X---x-x-x-x-"),
                    Metric(four: "X-xoX-xxo-xoX-xx", three: "X-xoX-xxX-xo"),
                    Metric(four: "X---X-x---x-X->-", three: "X---X-x-X->-"),
                ], strum: 0.009, velocity: 76, volume: 106),
            Comping(
                part: .strings, chance: 0.2, from: .full, programs: [48, 42, 40], voicing: .open(center: 64, voices: 3),
                calm: [.held], lift: 4, velocity: 50, volume: 64),
        ],
        lead: Lead(
            chance: 0.5, programs: [25, 24, 22, 73, 40, 105], range: 64...84,
            rhythms: [
                Metric(four: "..x-x-x-x-x-x---", three: "..x-x-x-x---"),
                Metric(four: "x-x-x-----x-x-..", three: "x-x-x-----x-"),
            ], velocity: 74, volume: 90))
}
