// Nightjar on Azure: one resource group. See docs/operations.md, “On Azure”, for what it costs and how it grows.
targetScope = 'resourceGroup'

@description('Begins the names of all resources: lower case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'nightjar'

param location string = resourceGroup().location

@description('The image of the server, in the registry.')
param image string

@description('Name of the container registry in this resource group that holds the image.')
param registry string

@description('The address of the page, such as https://nightjar.example.org: the only origin that may send clips.')
param pageAddress string

@secure()
param databasePassword string

@description('32 characters or more.')
@minLength(32)
@secure()
param operatorToken string

param mailHost string
param mailUsername string
param mailFrom string

@secure()
param mailPassword string

@description('Nodes of the API: at least two, so that one may go.')
param apiNodes { least: int, most: int } = { least: 2, most: 20 }

@description('Workers: as many as there are clips waiting, up to here.')
param workersAtMost int = 100

@description('Size of the database server and of its disk.')
param database { size: string, tier: string, storageGigabytes: int } = {
  size: 'Standard_D4ds_v5'
  tier: 'GeneralPurpose'
  storageGigabytes: 256
}

@description('Whether to run a vision language model on GPUs. Needs a quota for them.')
param languageModel bool = false

@description('How many GPUs at most.')
param gpusAtMost int = 2

module network 'network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
  }
}

module identities 'identities.bicep' = {
  name: 'identities'
  params: {
    name: name
    location: location
    registry: registry
  }
}

module store 'storage.bicep' = {
  name: 'storage'
  params: {
    name: name
    location: location
    pageAddress: pageAddress
    api: identities.outputs.api.principal
  }
}

module queues 'queues.bicep' = {
  name: 'queues'
  params: {
    name: name
    location: location
    api: identities.outputs.api.principal
    worker: identities.outputs.worker.principal
    scaler: identities.outputs.scaler.principal
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    name: name
    location: location
    subnet: network.outputs.endpoints
    zone: network.outputs.vaultZone
    api: identities.outputs.api.principal
    databasePassword: databasePassword
    operatorToken: operatorToken
    mailPassword: mailPassword
  }
}

module postgres 'database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    subnet: network.outputs.database
    zone: network.outputs.databaseZone
    password: databasePassword
    size: database.size
    tier: database.tier
    storageGigabytes: database.storageGigabytes
  }
}

module environment 'environment.bicep' = {
  name: 'environment'
  params: {
    name: name
    location: location
    subnet: network.outputs.apps
    gpus: languageModel ? gpusAtMost : 0
  }
}

module api 'api.bicep' = {
  name: 'api'
  params: {
    name: name
    location: location
    environment: environment.outputs.id
    image: image
    registry: registry
    identity: identities.outputs.api
    databaseHost: postgres.outputs.host
    blobEndpoint: store.outputs.endpoint
    queueNamespace: queues.outputs.host
    vaultAddress: vault.outputs.address
    pageAddress: pageAddress
    mailHost: mailHost
    mailUsername: mailUsername
    mailFrom: mailFrom
    least: apiNodes.least
    most: apiNodes.most
  }
}

module workers 'workers.bicep' = {
  name: 'workers'
  params: {
    name: name
    location: location
    environment: environment.outputs.id
    image: image
    registry: registry
    identity: identities.outputs.worker
    scaler: identities.outputs.scaler.id
    blobEndpoint: store.outputs.endpoint
    queueNamespace: queues.outputs.host
    most: workersAtMost
  }
}

module model 'model.bicep' = if (languageModel) {
  name: 'model'
  params: {
    name: name
    location: location
    environment: environment.outputs.id
    most: gpusAtMost
  }
}

output apiAddress string = api.outputs.address
