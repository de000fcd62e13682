import Evaluation

/// What takes with a control gave, song by song, and its means.
package struct ControlTally {
    private var names: [String] = []
    private var measured: [String: (control: String, figure: String, values: [[Double?]])] = [:]

    package init() {}

    /// One song's figure for a control.
    /// - Parameters:
    ///   - asked: of the take with the control; a song without it does not count.
    ///   - compared: of a take without the control, or with its contrary.
    ///   - real: of the real render.
    package mutating func add(
        _ control: String, _ figure: String, asked: Double?, compared: Double? = nil, real: Double? = nil
    ) {
        guard asked != nil else { return }
        let name = control + figure
        if measured[name] == nil { names.append(name) }
        measured[name, default: (control, figure, [])].values.append([asked, compared, real])
    }

    /// The means over the songs that have a figure, in the order in which controls came.
    package var rows: [ControlReport.Row] {
        names.compactMap { name in
            guard let row = measured[name] else { return nil }
            func mean(_ column: Int) -> Double? {
                let values = row.values.compactMap { $0[column] }
                return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
            }
            return mean(0).map {
                ControlReport.Row(row.control, row.figure, asked: $0, compared: mean(1), real: mean(2))
            }
        }
    }
}
