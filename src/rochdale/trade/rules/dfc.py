"""The words of the Data Food Consortium that Rochdale writes and reads (docs/rules/catalogue.md).

Names and addresses of the business ontology 1.16 and its measures, product types and facets. Its files are not shipped.
"""

from __future__ import annotations

from collections.abc import Mapping

ONTOLOGY = "https://github.com/datafoodconsortium/ontology/releases/latest/download/"
TAXONOMIES = "https://github.com/datafoodconsortium/taxonomies/releases/latest/download/"
BUSINESS = f"{ONTOLOGY}DFC_BusinessOntology.owl#"
PREFIXES: Mapping[str, str] = {
    "dfc-b": BUSINESS,
    "dfc-t": f"{ONTOLOGY}DFC_TechnicalOntology.owl#",
    "dfc-m": f"{TAXONOMIES}measures.rdf#",
    "dfc-pt": f"{TAXONOMIES}productTypes.rdf#",
    "dfc-f": f"{TAXONOMIES}facets.rdf#",
    "dfc-v": f"{TAXONOMIES}vocabulary.rdf#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
JOINS = frozenset({
    "consumes", "hasCertification", "hasInput", "hasOutput", "hasPrice", "hasQuantity", "hasType", "hasUnit", "listedIn", "lists",
    "maintains", "manages", "offeredThrough", "offers", "producedBy", "produces", "referencedBy", "references", "represents",
    "suppliedBy", "supplies", "tracedBy", "traces", "transforms",
})  # fmt: skip
"""Properties whose value is another thing."""
TYPES = frozenset({
    "Address", "Agent", "AllergenCharacteristic", "AsPlannedConsumptionFlow", "AsPlannedProductionFlow", "AsPlannedTransformation",
    "AsRealizedConsumptionFlow", "AsRealizedProductionFlow", "AsRealizedTransformation", "Brand", "Catalog", "CatalogItem",
    "Coordination", "CustomerCategory", "DefinedProduct", "DeliveryOption", "Enterprise", "FunctionalProduct", "Ingredient",
    "LocalizedProduct", "NutrientCharacteristic", "Offer", "Order", "OrderLine", "PaymentMethod", "Person", "PhoneNumber",
    "PhysicalCharacteristic", "PhysicalPlace", "PhysicalProduct", "PickupOption", "Place", "Price", "ProductBatch",
    "QuantitativeValue", "RealStock", "SaleSession", "Shipment", "ShippingOption", "SocialMedia", "SuppliedProduct",
    "TechnicalProduct", "TheoriticalStock", "Transaction", "Transformation", "Vehicle", "VirtualPlace",
})  # fmt: skip
"""Classes of the business ontology, as it spells them."""
CURRENCIES: Mapping[str, str] = {
    "EUR": "Euro",
    "USD": "USDollar",
    "GBP": "PoundSterling",
    "AUD": "AustralianDollar",
    "CAD": "CanadianDollar",
}
"""The currencies that have a unit among the measures, by ISO 4217."""
KG_PER: Mapping[str, str] = {"Kilogram": "1", "Gram": "0.001", "Milligram": "0.000001", "Tonne": "1000", "PoundMass": "0.45359237"}
"""Units of weight among the measures."""
PRODUCT_TYPES: Mapping[str, str] = {
    "banana": "non-local-fruit", "cane-sugar": "sweet-groceries", "cocoa": "sweet-groceries", "coffee": "sweet-groceries", "fish": "fish",
    "papaya": "non-local-fruit", "pineapple": "non-local-fruit", "rice": "rice", "tea": "sweet-groceries",
}  # fmt: skip
"""The nearest product type: the list was made for European shops, and has neither coffee nor cocoa."""
CERTIFICATIONS: Mapping[str, str] = {
    "fairtrade": "FairTradeMaxHaavelar",
    "organic": "OrganicLabel",
    "rainforest-alliance": "RainforestAlliance",
}


def context() -> dict[str, object]:
    """The context that travels in each file: prefixes, and which properties join two things. Nothing has to be fetched to read it."""
    used = ("dfc-b", "dfc-m", "dfc-pt", "dfc-f", "rdfs")
    return {prefix: PREFIXES[prefix] for prefix in used} | {f"dfc-b:{name}": {"@type": "@id"} for name in sorted(JOINS)}
