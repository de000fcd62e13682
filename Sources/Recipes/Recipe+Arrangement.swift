import Music

extension Recipe {
    /// Who plays all along.
    public var families: [InstrumentFamily]? {
        get { arrangement?.families }
        set { ask(\.families, newValue) }
    }

    /// How much is struck all along, in deviations.
    public var density: Double? {
        get { arrangement?.density }
        set { ask(\.density, newValue) }
    }

    /// How bright it sounds all along, in deviations.
    public var brightness: Double? {
        get { arrangement?.brightness }
        set { ask(\.brightness, newValue) }
    }

    /// How loud it plays all along, in deviations.
    public var level: Double? {
        get { arrangement?.level }
        set { ask(\.level, newValue) }
    }

    /// Where nothing is asked any more, nothing is written.
    private mutating func ask<Value>(_ part: WritableKeyPath<ArrangementControls, Value>, _ value: Value) {
        var controls = arrangement ?? ArrangementControls()
        controls[keyPath: part] = value
        arrangement = controls.isEmpty ? nil : controls
    }
}
