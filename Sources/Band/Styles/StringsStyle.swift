extension StyleSheet {
    /// A string orchestra with a piano or a harp: held chords, moving inner voices, a solo instrument; hardly a drum.
    static let strings = StyleSheet(
        tempo: 52...92,
        feel: Feel(jitter: 0.009, bass: 0.006, comping: 0.004),
        drums: Drums(
            kits: [48], chance: 0.25, from: .full,
            calm: [Metric(four: [:], three: [:])],
            full: [Metric(four: [.triangle: "x..............."], three: [.triangle: "x..........."])],
            chorus: [
                Metric(
                    four: [.kick: "x...............", .triangle: "x.......o......."], three: [.kick: "x..........."])
            ],
            crash: .crash, velocity: 58, volume: 84),
        bass: Bass(
            programs: [43, 42, 43, 45], from: .calm,
            calm: [
                Metric(four: "R---------------", three: "R-----------"),
                Metric(four: "R-------R-------", three: "R-----------"),
            ],
            full: [
                Metric(four: "R-------5-----a-", three: "R-------a---"),
                Metric(four: "R---R---R---a---", three: "R---R---a---"),
            ],
            gate: 0.97, velocity: 70, volume: 98),
        keys: Keys(
            recorded: 0.5, comped: 0.45, programs: [0, 0, 46], velocity: 0.9, volume: 100,
            comping: Comping(
                part: .keys, from: .thin, programs: [0, 0, 46, 0], voicing: .close(center: 65, voices: 4),
                calm: [
                    Metric(four: "B-0-1-2-3-2-1-0-", three: "B-0-1-2-1-0-"),
                    Metric(four: "Z-------x-------", three: "Z-------x---"),
                    Metric(four: "B---0---1---2---", three: "B---0---1---"),
                ],
                full: [
                    Metric(four: "B0123210B0123210", three: "B01232101210"),
                    Metric(four: "Z---X---F---X---", three: "Z---X---X---"),
                    Metric(four: "B-1-2-3-0-1-2-3-", three: "B-1-2-3-2-1-"),
                ], lift: 4, velocity: 66, volume: 96)),
        comping: [
            Comping(
                part: .strings, from: .calm, programs: [48, 48, 49, 48], voicing: .open(center: 66, voices: 4),
                calm: [.held, Metric(four: "X-------x-------", three: "X-----------")],
                full: [
                    .held,
                    Metric(four: "X---x---x---x---", three: "X---x---x---"),
                    Metric(four: "X-x-x-x-X-x-x-x-", three: "X-x-x-x-x-x-"),
                ], lift: 5, velocity: 68, volume: 100),
            Comping(
                part: .guitar, chance: 0.1, from: .calm, programs: [24], voicing: .guitar,
                calm: [Metric(four: "0-2-3-4-3-2-3-2-", three: "0-2-3-4-3-2-")], velocity: 58, volume: 78),
            Comping(
                part: .pad, chance: 0.35, from: .full, programs: [52, 49, 53, 60],
                voicing: .close(center: 62, voices: 3),
                calm: [.held], lift: 5, velocity: 54, volume: 66),
        ],
        lead: Lead(
            chance: 0.7, programs: [40, 41, 68, 71, 73, 60, 42], range: 65...88,
            rhythms: [
                Metric(four: "x---x---x-x-x---", three: "x---x-x-x---"),
                Metric(four: "..x-x-x-x-------", three: "..x-x-x-----"),
                Metric(four: "x-----x-x-------", three: "x-----x-----"),
            ], velocity: 70, volume: 92))
}
