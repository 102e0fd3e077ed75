// Clips. Phones write and read with short grants signed by the API's identity; account keys are off.
param name string
param location string
param pageAddress string
param api string

var readAndWriteBlobs = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var signGrants = 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: [pageAddress]
          allowedMethods: ['GET', 'HEAD', 'PUT']
          allowedHeaders: ['content-type', 'if-none-match', 'range', 'x-ms-blob-type']
          exposedHeaders: ['content-length', 'content-range', 'x-ms-error-code']
          maxAgeInSeconds: 3600
        }
      ]
    }
    // what people delete is gone
    deleteRetentionPolicy: { enabled: false }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource clips 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'nightjar'
  properties: { publicAccess: 'None' }
}

resource apiUsesClips 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clips.id, api, readAndWriteBlobs)
  scope: clips
  properties: {
    principalId: api
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readAndWriteBlobs)
  }
}

// a key to sign grants with is of the whole account, but a grant gives no more than its signer may do
resource apiSignsGrants 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, api, signGrants)
  scope: account
  properties: {
    principalId: api
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', signGrants)
  }
}

output endpoint string = 'https://${account.name}.blob.${environment().suffixes.storage}'
